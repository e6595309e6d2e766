package io.pptpdmonitor.collect;

/**
 * The lines of one call as pptpd 1.4.0 and ppp 2.4.9 write them, for {@link Told}; without debug unless said so.
 *
 * @param control the pid of pptpctrl
 * @param pppd the pid of pppd
 * @param client the address that the client calls from
 * @param assigned the address that it is given
 */
record Call(int control, int pppd, String interfaceName, String client, String assigned) {

    static final Call ALICE = new Call(827, 828, "ppp0", "10.99.0.11", "192.168.0.234");
    static final Call BOB = new Call(869, 870, "ppp1", "10.99.0.12", "192.168.0.235");

    Call pppd(int pid) {
        return new Call(control, pid, interfaceName, client, assigned);
    }

    Call control(int pid) {
        return new Call(pid, pppd, interfaceName, client, assigned);
    }

    Call on(String otherInterface) {
        return new Call(control, pppd, otherInterface, client, assigned);
    }

    /** From the TCP connection to the begin of LCP. */
    String starts(String time) {
        return connects(time) + starting(time) + pppdStarts(time);
    }

    /** As {@link #starts} with debug of pptpd, which tells the address that the client is to get. */
    String startsWithDebug(String time) {
        return pptpd(time, "MGR: Launching /usr/sbin/pptpctrl to handle client")
                + pptpd(time, "CTRL: local address = 192.168.0.1")
                + pptpd(time, "CTRL: remote address = " + assigned)
                + pptpd(time, "CTRL: pppd options file = /etc/ppp/pptpd-options")
                + connects(time)
                + starting(time)
                + pptpd(time, "CTRL: pty_fd = 6")
                + launches(time)
                + pppdStarts(time);
    }

    String connects(String time) {
        return pptpd(time, "CTRL: Client " + client + " control connection started");
    }

    String starting(String time) {
        return pptpd(time, "CTRL: Starting call (launching pppd, opening GRE)");
    }

    /** The lines of the child that becomes pppd; with debug of pptpd only. */
    String launches(String time) {
        String tag = time + " pptpd[" + pppd + "]: CTRL (PPPD Launcher): ";
        return tag + "program binary = /usr/sbin/pppd\n"
                + tag + "local address = 192.168.0.1\n"
                + tag + "remote address = " + assigned + "\n";
    }

    String pppdStarts(String time) {
        return pppd(time, "Plugin /usr/lib/pptpd/pptpd-logwtmp.so loaded.")
                + pppd(time, "pppd 2.4.9 started by root, uid 0")
                + pppd(time, "Using interface " + interfaceName)
                + pppd(time, "Connect: " + interfaceName + " <--> /dev/pts/1");
    }

    /** From the login to IPCP. */
    String comesUp(String time) {
        return authorized(time)
                + pppd(time, "MPPE 128-bit stateless compression enabled")
                + pppd(time, "local  LL address fe80::91a6:8e8d:193a:8def")
                + pppd(time, "remote LL address fe80::24d3:1ef1:cd02:aea8")
                + addresses(time);
    }

    String authorized(String time) {
        return pppd(time, "peer from calling number " + client + " authorized");
    }

    String addresses(String time) {
        return pppd(time, "local  IP address 192.168.0.1") + pppd(time, "remote IP address " + assigned);
    }

    /** The plugin's line; with debug of pppd only. */
    String named(String time, String user) {
        return pppd(time, "pptpd-logwtmp.so ip-up " + interfaceName + " " + user + " " + client);
    }

    String fails(String time, String user) {
        return pppd(time, "No CHAP secret found for authenticating " + user)
                + pppd(time, "Peer " + user + " failed CHAP authentication");
    }

    /** The client hangs up: all that pppd and pptpctrl say then. */
    String ends(String time, String minutes, long sent, long received) {
        return pppd(time, "LCP terminated by peer (MPPE disabled)")
                + statistics(time, minutes, sent, received)
                + pppd(time, "MPPE disabled")
                + pppd(time, "Modem hangup")
                + pppd(time, "Connection terminated.")
                + reaped(time)
                + exits(time)
                + finishes(time);
    }

    String statistics(String time, String minutes, long sent, long received) {
        return pppd(time, "Connect time " + minutes + " minutes.")
                + pppd(time, "Sent " + sent + " bytes, received " + received + " bytes.");
    }

    /** What pptpctrl says when pppd has gone, whatever the reason. */
    String ptyFails(String time) {
        return pptpd(
                        time,
                        "GRE: read(fd=6,buffer=552aabd520,len=8196) from PTY failed: status = -1 error = Input/output error,"
                                + " usually caused by unexpected termination of pppd, check option syntax and pppd logs")
                + pptpd(time, "CTRL: PTY read or GRE write failed (pty,gre)=(6,7)");
    }

    String reaped(String time) {
        return pptpd(time, "CTRL: Reaping child PPP[" + pppd + "]");
    }

    String exits(String time) {
        return pppd(time, "Exit.");
    }

    String finishes(String time) {
        return pptpd(time, "CTRL: Client " + client + " control connection finished");
    }

    String pptpd(String time, String message) {
        return time + " pptpd[" + control + "]: " + message + "\n";
    }

    String pppd(String time, String message) {
        return time + " pppd[" + pppd + "]: " + message + "\n";
    }
}
