package io.pptpdmonitor.config;

import java.util.Set;

/**
 * How many words follow the name of an option of pppd: the option tables of ppp 2.4.9 and of its plugins. Without it a
 * name such as {@code debug} could not be told from another option's value.
 */
final class OptionTable {

    private static final Set<String> ONE = words("""
            +ua -as active-filter allow-ip allow-number asyncmap bsdcomp bundle ca call callback capath
            cert chap-interval chap-max-challenge chap-restart chap-timeout child-timeout connect
            connect-delay crl crl-dir datarate defaultroute-metric deflate disconnect domain eap-interval
            eap-max-rreq eap-max-sreq eap-restart eap-timeout endpoint escape file holdoff host-uniq idle
            ifname init ip-down-script ip-up-script ipcp-max-configure ipcp-max-failure ipcp-max-terminate
            ipcp-restart ipparam ipv6 ipv6cp-max-configure ipv6cp-max-failure ipv6cp-max-terminate
            ipv6cp-restart ipx-network ipx-node ipx-router-name ipx-routing ipxcp-max-configure
            ipxcp-max-failure ipxcp-max-terminate ipxcp-restart kdebug key lcp-echo-failure
            lcp-echo-interval lcp-max-configure lcp-max-failure lcp-max-terminate lcp-restart linkname
            logfd logfile max-tls-version maxconnect maxfail maxoctets minconnect mo mo-direction
            mo-timeout mrru mru ms-dns ms-wins mschap-challenge mschap2-peer-challenge mtu name netmask
            ntlm_auth-helper pap-max-authreq pap-restart pap-timeout pass-filter password passwordfd plugin
            pppoe-ac pppoe-host-uniq pppoe-mac pppoe-padi-attempts pppoe-padi-timeout pppoe-service
            pppoe-sess pppoe-verbose pppol2tp pppol2tp_debug_mask pppol2tp_ifname pppol2tp_reorderto
            pppol2tp_session_id pppol2tp_tunnel_id privgroup promptprog pty qos radius-config-file
            realms-config-file record remotename remotenumber rp_pppoe_ac rp_pppoe_service rp_pppoe_sess
            rp_pppoe_verbose set socket srp-interval srp-pn-secret stop-bits unit unset user vj-max-slots
            welcome
            """);

    private static final Set<String> NONE = words("""
            +chap +ipv6 +ipx +mppe +mppe-128 +mppe-40 +mschap +mschap-v2 +pap --help --version -ac -all -am
            -bsdcomp -ccp -chap -crtscts -d -defaultroute -defaultroute6 -deflate -detach -ecp -h -ip -ipv6
            -ipx -mn -mppe -mppe-128 -mppe-40 -mru -mschap -mschap-v2 -p -pap -pc -predictor1 -proxyarp -vj
            -vjccomp auth cdtrcts chapms-strip-domain crtscts debug default-asyncmap default-mru
            defaultroute defaultroute6 demand dryrun dump enable-session hide-password ipcp-accept-local
            ipcp-accept-remote ipcp-no-address ipcp-no-addresses ipv6cp-accept-local ipv6cp-accept-remote
            ipv6cp-use-ipaddr ipv6cp-use-persistent ipx ipxcp-accept-local ipxcp-accept-network
            ipxcp-accept-remote ktune lcp-echo-adaptive llc-encaps local lock login map-to-ifname
            map-to-ttyname master_detach modem mp mppe-stateful mpshortseq ms-lanman multilink
            need-peer-eap noaccomp noauth nobsdcomp noccp nocdtrcts nocrtscts nodefaultroute
            nodefaultroute6 nodeflate nodeflatedraft nodetach noecp noendpoint noip noipdefault noipv6
            noipx noktune nolock nolog nologfd nomagic nomp nomppe nomppe-128 nomppe-40 nomppe-stateful
            nompshortseq nomultilink nopcomp nopersist nopredictor1 noproxyarp noremoteip
            noreplacedefaultroute nosendip notty novj novjccomp papcrypt passive persist pppol2tp_lns_mode
            pppol2tp_recv_seq pppol2tp_send_seq predictor1 proxyarp receive-all refuse-chap refuse-eap
            refuse-mschap refuse-mschap-v2 refuse-pap replacedefaultroute require-chap require-eap
            require-mppe require-mppe-128 require-mppe-40 require-mschap require-mschap-v2 require-pap
            show-password silent srp-use-pseudonym sync up_sdnotify updetach usehostname usepeerdns
            vc-encaps xonxoff
            """);

    private OptionTable() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    static boolean isKnown(String option) {
        return ONE.contains(option) || NONE.contains(option);
    }

    static boolean takesValue(String option) {
        return ONE.contains(option);
    }
}
