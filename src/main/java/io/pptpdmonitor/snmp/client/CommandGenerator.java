package io.pptpdmonitor.snmp.client;

import io.pptpdmonitor.snmp.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.snmp4j.CommandResponderEvent;
import org.snmp4j.CommunityTarget;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.Snmp;
import org.snmp4j.Target;
import org.snmp4j.TransportMapping;
import org.snmp4j.UserTarget;
import org.snmp4j.event.ResponseEvent;
import org.snmp4j.event.ResponseListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv2c;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Address;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.TcpAddress;
import org.snmp4j.transport.DefaultTcpTransportMapping;
import org.snmp4j.transport.DefaultUdpTransportMapping;

/**
 * Sends to one agent as one user or community, and waits for nothing: answers come in SNMP4J's threads, which are daemons.
 * Of the protocols only those are set up that are used.
 */
final class CommandGenerator implements AutoCloseable {

    /** Whoever asks has an engine id, too, and tells it to nobody: the agent's counts. SNMP4J's own one asks a name server. */
    private static final OctetString OURS =
            new OctetString("\u0080\u0000\u001f\u0088\u0004pptpd-monitor".getBytes(StandardCharsets.ISO_8859_1));

    private final AgentAddress address;
    private final Credentials credentials;
    private final Snmp snmp;
    private final Target<Address> target;
    /** The answer that is waited for. */
    private volatile CompletableFuture<PDU> answer = new CompletableFuture<>();

    /** Whether an agent has said anything at all, and whether it has answered. */
    private volatile boolean heard;

    private volatile boolean answered;

    private CommandGenerator(AgentAddress address, Credentials credentials, Snmp snmp, Target<Address> target) {
        this.address = address;
        this.credentials = credentials;
        this.snmp = snmp;
        this.target = target;
    }

    /** @throws AgentException if the host is not known, or nothing can be sent from here */
    static CommandGenerator of(AgentAddress address, Credentials credentials, Duration patience) throws AgentException {
        Address resolved = address.resolved();
        if (resolved instanceof TcpAddress stream) {
            reached(stream, address, patience);
        }
        MessageDispatcherImpl dispatcher = new MessageDispatcherImpl();
        Target<Address> target = credentials instanceof UserCredentials user
                ? user(user, dispatcher)
                : community((CommunityCredentials) credentials, dispatcher);
        target.setAddress(resolved);
        try {
            CommandGenerator generator = new CommandGenerator(
                    address, credentials, new Snmp(dispatcher, transport(address.transport())), target);
            generator.listen();
            return generator;
        } catch (IOException e) {
            throw new AgentException("cannot ask " + address + ": " + e.getMessage(), e);
        }
    }

    /** SNMP4J keeps silent about a connection that is refused, so that one would wait for nothing. */
    private static void reached(TcpAddress stream, AgentAddress address, Duration patience) throws AgentException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(stream.getInetAddress(), stream.getPort()), (int)
                    Math.max(1, Math.min(patience.toMillis(), Integer.MAX_VALUE)));
        } catch (IOException e) {
            throw new AgentException(
                    "cannot reach " + address + ": " + e.getMessage()
                            + "; check the host and the port, whether an agent"
                            + " listens there over TCP, and the firewalls on the way",
                    e);
        }
    }

    private static TransportMapping<? extends Address> transport(Transport transport) throws IOException {
        return switch (transport) {
            case UDP -> new DefaultUdpTransportMapping();
            case TCP -> new DefaultTcpTransportMapping(new TcpAddress(InetAddress.getByName("0.0.0.0"), 0), false);
        };
    }

    private static Target<Address> community(CommunityCredentials credentials, MessageDispatcherImpl dispatcher) {
        dispatcher.addMessageProcessingModel(new MPv2c());
        CommunityTarget<Address> target = new CommunityTarget<>();
        target.setVersion(SnmpConstants.version2c);
        target.setCommunity(octets(credentials.community()));
        return target;
    }

    private static Target<Address> user(UserCredentials user, MessageDispatcherImpl dispatcher) {
        Protocols protocols = new Protocols(user);
        byte[] engine = OURS.getValue();
        CounterSupport counters = new CounterSupport();
        USM usm = new USM(protocols, OURS, 0, counters);
        OctetString name = octets(user.name());
        usm.addUser(new UsmUser(
                name,
                user.authentication() == null ? null : user.authentication().id(),
                octetsOrNull(user.authenticationPassword()),
                user.privacy() == null ? null : user.privacy().id(),
                octetsOrNull(user.privacyPassword())));
        dispatcher.addMessageProcessingModel(
                new MPv3(engine, null, protocols, SecurityModels.getCollection(new SecurityModel[] {usm}), counters));
        UserTarget<Address> target = new UserTarget<>();
        target.setVersion(SnmpConstants.version3);
        target.setSecurityName(name);
        target.setSecurityLevel(level(user));
        return target;
    }

    private static int level(UserCredentials user) {
        if (user.authentication() == null) {
            return SecurityLevel.NOAUTH_NOPRIV;
        }
        return user.privacy() == null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
    }

    private static @Nullable OctetString octetsOrNull(@Nullable String text) {
        return text == null ? null : octets(text);
    }

    private static OctetString octets(String text) {
        return new OctetString(text.getBytes(StandardCharsets.UTF_8));
    }

    private void listen() throws IOException {
        Snmp.ReportHandler usual = snmp.getReportHandler();
        snmp.setReportHandler(new Snmp.ReportHandler() {
            @Override
            public <A extends Address> void processReport(PduHandle handle, CommandResponderEvent<A> event) {
                heard = true;
                if (!reported(event.getPDU())) {
                    usual.processReport(handle, event);
                }
            }
        });
        snmp.listen();
    }

    /** An empty request. */
    PDU request() {
        return credentials instanceof UserCredentials ? new ScopedPDU() : new PDU();
    }

    /**
     * Sends it, and again as often as nobody answers for so long. What comes of it is an {@link AgentException} where it
     * is no response.
     */
    CompletableFuture<PDU> send(PDU request, Duration patience, int retries) throws AgentException {
        CompletableFuture<PDU> expected = new CompletableFuture<>();
        answer = expected;
        target.setTimeout(Math.max(1, patience.toMillis()));
        target.setRetries(retries);
        try {
            snmp.send(request, target, null, new Listener(expected));
        } catch (IOException e) {
            throw new AgentException("cannot ask " + address + ": " + e.getMessage(), e);
        }
        return expected;
    }

    /** Hands an answer on. */
    private final class Listener implements ResponseListener {

        private final CompletableFuture<PDU> expected;

        Listener(CompletableFuture<PDU> expected) {
            this.expected = expected;
        }

        @Override
        public <A extends Address> void onResponse(ResponseEvent<A> event) {
            snmp.cancel(event.getRequest(), this);
            PDU response = event.getResponse();
            if (response == null) {
                expected.completeExceptionally(noAnswer());
            } else if (response.getType() != PDU.RESPONSE) {
                expected.completeExceptionally(Reports.explained(response, address, credentials));
            } else {
                answered = true;
                expected.complete(response);
            }
        }
    }

    /**
     * Whether the report says that it is of no use to go on. SNMP4J leaves those unread that nobody vouches for; so the
     * caller would wait for an answer that does not come.
     */
    private boolean reported(PDU report) {
        return Reports.areFinal(report)
                && answer.completeExceptionally(Reports.explained(report, address, credentials));
    }

    AgentException.NoAnswer noAnswer() {
        if (answered) {
            return new AgentException.NoAnswer(
                    "no answer any more from " + address + "; try again, or give it more time (--timeout)");
        }
        return new AgentException.NoAnswer("no answer from " + address + "; check " + suspects());
    }

    private String suspects() {
        if (credentials instanceof CommunityCredentials) {
            return "the host, the community (to a wrong one an agent says nothing) and the firewalls on the way";
        }
        return heard
                ? "the password for encryption (-X) and its protocol (-x): it told who it is, and then said nothing"
                : "the host and the port, whether an agent runs there, and the firewalls on the way";
    }

    @Override
    public void close() {
        try {
            snmp.close();
        } catch (IOException e) {
            // What is not needed any more has failed.
        }
    }

    /** Those that the user has, and no others. */
    private static final class Protocols extends SecurityProtocols {

        private static final long serialVersionUID = 1;

        Protocols(UserCredentials user) {
            if (user.authentication() != null) {
                addAuthenticationProtocol(user.authentication().protocol());
            }
            if (user.privacy() != null) {
                addPrivacyProtocol(user.privacy().protocol());
            }
        }
    }
}
