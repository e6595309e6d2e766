package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.MessageDispatcherImpl;
import org.snmp4j.MutablePDU;
import org.snmp4j.PDU;
import org.snmp4j.ScopedPDU;
import org.snmp4j.TransportStateReference;
import org.snmp4j.asn1.BERInputStream;
import org.snmp4j.asn1.BEROutputStream;
import org.snmp4j.event.CounterEvent;
import org.snmp4j.event.CounterListener;
import org.snmp4j.mp.CounterSupport;
import org.snmp4j.mp.MPv3;
import org.snmp4j.mp.MutableStateReference;
import org.snmp4j.mp.PduHandle;
import org.snmp4j.mp.SnmpConstants;
import org.snmp4j.mp.StateReference;
import org.snmp4j.mp.StatusInformation;
import org.snmp4j.security.SecurityLevel;
import org.snmp4j.security.SecurityModel;
import org.snmp4j.security.SecurityModels;
import org.snmp4j.security.SecurityProtocols;
import org.snmp4j.security.USM;
import org.snmp4j.security.UsmTimeEntry;
import org.snmp4j.security.UsmUser;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;

/** Beside SNMP4J's own: as a manager that makes the requests and takes the answers, and as the agent that takes the same. */
class SignedMessagesTest {

    private static final EngineIdentity ENGINE = new EngineIdentity("80001f8805000102030405060708090a0b", 7);
    private static final byte[] ID = ENGINE.id();
    private static final UdpAddress PEER = new UdpAddress("127.0.0.1/40000");
    private static final int MAX_SIZE = 65_507;

    private final Random random = new Random(3414);

    /** SNMP4J takes an answer only while somebody holds these. */
    private final List<PduHandle> awaited = new ArrayList<>();

    /** What became of a message. */
    private record Taken(
            int code,
            String name,
            int level,
            int transaction,
            @Nullable String pdu,
            @Nullable StateReference<UdpAddress> reference,
            int room,
            Map<String, Long> counted) {

        boolean isAs(Taken other) {
            return code == other.code
                    && counted.equals(other.counted)
                    && (code != SnmpConstants.SNMP_MP_OK
                            || (name.equals(other.name)
                                    && level == other.level
                                    && transaction == other.transaction
                                    && String.valueOf(pdu).equals(other.pdu)));
        }
    }

    /** An end of messages, and what it counted. */
    private static final class End implements CounterListener {

        final Map<String, Long> counted = new TreeMap<>();
        final MPv3 messages;

        /** The agent of these users; with its own way, or only as SNMP4J has it. */
        static End agent(List<SnmpUser> users, boolean own) {
            Counters counters = new Counters();
            UserSecurity security = new UserSecurity(ENGINE, counters);
            security.admit(users);
            if (!own) {
                ((SignedMessages) security.messages()).admit(Map.of());
            }
            return new End(counters, security.messages());
        }

        private End(CounterSupport counters, MPv3 messages) {
            this.messages = messages;
            counters.addCounterListener(this);
        }

        @Override
        public void incrementCounter(CounterEvent event) {
            counted.merge(event.getOid().toString(), event.getIncrement(), Long::sum);
        }

        Taken take(byte[] message, PduHandle handle) {
            Integer32 level = new Integer32();
            OctetString name = new OctetString();
            MutablePDU pdu = new MutablePDU();
            Integer32 room = new Integer32();
            MutableStateReference<UdpAddress> reference = new MutableStateReference<>();
            reference.setStateReference(new StateReference<>());
            counted.clear();
            int code;
            try {
                code = messages.prepareDataElements(
                        new MessageDispatcherImpl(),
                        PEER,
                        new BERInputStream(ByteBuffer.wrap(message)),
                        null,
                        new Integer32(),
                        new Integer32(),
                        name,
                        level,
                        pdu,
                        handle,
                        room,
                        new StatusInformation(),
                        reference);
            } catch (RuntimeException e) {
                code = e.getClass().getName().hashCode();
            }
            return new Taken(
                    code,
                    name.toHexString(),
                    level.getValue(),
                    handle.getTransactionID(),
                    pdu.getPdu() == null ? null : pdu.getPdu().toString(),
                    reference.getStateReference(),
                    room.getValue(),
                    Map.copyOf(counted));
        }
    }

    /** None yet. */
    private static final class Protocols extends SecurityProtocols {

        private static final long serialVersionUID = 1;
    }

    /** A manager that knows the agent's engine, and that many seconds too much of its time. */
    private static MPv3 manager(SnmpUser user, int boots, int seconds) {
        SecurityProtocols protocols = new Protocols();
        protocols.addAuthenticationProtocol(user.authentication().protocol());
        if (user.privacy() != null) {
            protocols.addPrivacyProtocol(user.privacy().protocol());
        }
        CounterSupport counters = new CounterSupport();
        OctetString self = new OctetString(MPv3.createLocalEngineID());
        USM usm = new USM(protocols, self, 0, counters);
        usm.addUser(new UsmUser(
                new OctetString(user.name()),
                user.authentication().id(),
                new OctetString(user.authenticationSecret().octets()),
                user.privacy() == null ? null : user.privacy().id(),
                user.privacySecret() == null
                        ? null
                        : new OctetString(user.privacySecret().octets())));
        usm.getTimeTable().addEntry(new UsmTimeEntry(new OctetString(ID), boots, seconds));
        MPv3 messages = new MPv3(
                self.getValue(), null, protocols, SecurityModels.getCollection(new SecurityModel[] {usm}), counters);
        messages.addEngineID(PEER, new OctetString(ID));
        return messages;
    }

    private byte[] request(MPv3 manager, SnmpUser user, PDU pdu, int level) throws IOException {
        PduHandle handle = new PduHandle(pdu.getRequestID().getValue());
        awaited.add(handle);
        BEROutputStream out = new BEROutputStream();
        int code = manager.prepareOutgoingMessage(
                PEER,
                MAX_SIZE,
                MPv3.ID,
                SecurityModel.SECURITY_MODEL_USM,
                user.name().getBytes(StandardCharsets.UTF_8),
                level,
                pdu,
                true,
                handle,
                out,
                new TransportStateReference(
                        null, PEER, new OctetString(), SecurityLevel.undefined, SecurityLevel.undefined, false, null));
        assertThat(code).isEqualTo(SnmpConstants.SNMP_MP_OK);
        return out.getBuffer().array();
    }

    private static SnmpUser user(Authentication authentication, @Nullable Privacy privacy) {
        return new SnmpUser(
                "n\u00f6c",
                authentication,
                Secret.password("authauth"),
                privacy,
                privacy == null ? null : Secret.password("privpriv"),
                Scope.EVERYTHING);
    }

    static Stream<Arguments> users() {
        return Stream.of(Authentication.values())
                .flatMap(authentication -> Stream.concat(Stream.of((Privacy) null), Stream.of(Privacy.values()))
                        .map(privacy -> Arguments.of(authentication, privacy)));
    }

    private ScopedPDU pdu(int type, int bindings) {
        ScopedPDU pdu = new ScopedPDU();
        pdu.setType(type);
        pdu.setRequestID(new Integer32(random.nextInt(Integer.MAX_VALUE - 1) + 1));
        pdu.setContextEngineID(new OctetString(ID));
        IntStream.range(0, bindings)
                .forEach(i -> pdu.add(new VariableBinding(
                        new OID(new int[] {1, 3, 6, 1, (random.nextInt() & 0xffff), i}),
                        new OctetString(new byte[random.nextInt(40)]))));
        return pdu;
    }

    @ParameterizedTest
    @MethodSource("users")
    void takesRequestsAndAnswersThem(Authentication authentication, @Nullable Privacy privacy) throws IOException {
        SnmpUser user = user(authentication, privacy);
        int level = privacy == null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV;
        MPv3 manager = manager(user, 7, 0);
        End own = End.agent(List.of(user), true);
        End stock = End.agent(List.of(user), false);
        for (int type : new int[] {PDU.GET, PDU.GETNEXT, PDU.GETBULK, PDU.SET}) {
            for (int bindings : new int[] {0, 1, 2, 10, 60, 900}) {
                ScopedPDU asked = pdu(type, bindings);
                byte[] message = request(manager, user, asked, level);
                Taken taken = own.take(message.clone(), new PduHandle());
                assertThat(taken.reference).isInstanceOf(SignedReference.class);
                assertThat(taken.isAs(stock.take(message, new PduHandle())))
                        .as("%s", taken)
                        .isTrue();
                assertThat(taken.pdu).isEqualTo(asked.toString());

                ScopedPDU answer = pdu(PDU.RESPONSE, bindings);
                answer.setRequestID(asked.getRequestID());
                assertThat(answered(own, taken, answer, manager, asked)).isEqualTo(answer.toString());
            }
        }
    }

    /** As the manager understands it. */
    private static @Nullable String answered(End agent, Taken taken, PDU answer, MPv3 manager, PDU asked)
            throws IOException {
        byte[] response = response(agent, taken, answer);
        PduHandle handle = new PduHandle();
        Taken understood = new End(new CounterSupport(), manager).take(response, handle);
        assertThat(understood.code).isEqualTo(SnmpConstants.SNMP_MP_OK);
        assertThat(handle.getTransactionID()).isEqualTo(asked.getRequestID().getValue());
        return understood.pdu;
    }

    private static byte[] response(End agent, Taken taken, PDU answer) throws IOException {
        BEROutputStream out = new BEROutputStream();
        int code = agent.messages.prepareResponseMessage(
                MPv3.ID,
                MAX_SIZE,
                SecurityModel.SECURITY_MODEL_USM,
                OctetString.fromHexString(taken.name).getValue(),
                taken.level,
                answer,
                taken.room,
                taken.reference,
                new StatusInformation(),
                out);
        assertThat(code).isEqualTo(SnmpConstants.SNMP_MP_OK);
        return out.getBuffer().array();
    }

    @Test
    void saysThatAnAnswerIsLongerThanItsReaderCanTake() throws IOException {
        SnmpUser user = user(Authentication.SHA_512, Privacy.AES_256);
        MPv3 manager = manager(user, 7, 0);
        End agent = End.agent(List.of(user), true);
        ScopedPDU asked = pdu(PDU.GET, 1);
        Taken taken = agent.take(request(manager, user, asked, SecurityLevel.AUTH_PRIV), new PduHandle());
        ScopedPDU longest = pdu(PDU.RESPONSE, 0);
        longest.setRequestID(asked.getRequestID());
        while (longest.getBERLength() + 60 < MAX_SIZE) {
            longest.add(new VariableBinding(new OID("1.3.6.1.2"), new OctetString(new byte[40])));
        }
        assertThat(longest.getBERLength()).isGreaterThan(taken.room);
        assertThat(answered(agent, taken, longest, manager, asked))
                .contains("errorStatus=1,")
                .contains("VBS[]");
    }

    @Test
    void neverFillsMoreThanTheLongestMessage() throws IOException {
        SnmpUser user = new SnmpUser(
                "u".repeat(32),
                Authentication.SHA_512,
                Secret.password("authauth"),
                Privacy.AES_256,
                Secret.password("privpriv"),
                Scope.EVERYTHING);
        End agent = End.agent(List.of(user), true);
        Taken taken = agent.take(
                request(manager(user, 7, 0), user, pdu(PDU.GET, 1), SecurityLevel.AUTH_PRIV), new PduHandle());
        ScopedPDU answer = pdu(PDU.RESPONSE, 0);
        answer.add(new VariableBinding(new OID("1.3.6.1.2"), new OctetString(new byte[0])));
        int without = answer.getBERLength();
        answer.get(0).setVariable(new OctetString(new byte[taken.room - without - 16]));
        while (answer.getBERLength() < taken.room) {
            answer.get(0)
                    .setVariable(new OctetString(
                            new byte[((OctetString) answer.get(0).getVariable()).length() + 1]));
        }
        assertThat(answer.getBERLength()).isEqualTo(taken.room);
        byte[] response = response(agent, taken, answer);
        assertThat(response.length).isBetween(MAX_SIZE - 40, MAX_SIZE);
    }

    @ParameterizedTest(name = "{0} starts, {1} s more")
    @CsvSource({"7,0,true", "7,148,true", "7,152,false", "6,0,false", "8,0,false"})
    void takesWhatIsOfThisStartAndOfTheseMinutes(int boots, int seconds, boolean taken) throws IOException {
        SnmpUser user = user(Authentication.SHA_256, Privacy.AES_128);
        byte[] message = request(manager(user, boots, seconds), user, pdu(PDU.GET, 1), SecurityLevel.AUTH_PRIV);
        Taken own = End.agent(List.of(user), true).take(message.clone(), new PduHandle());
        Taken stock = End.agent(List.of(user), false).take(message, new PduHandle());
        assertThat(own.isAs(stock)).as("%s %s", own, stock).isTrue();
        assertThat(own.code).isEqualTo(taken ? SnmpConstants.SNMP_MP_OK : SnmpConstants.SNMPv3_USM_NOT_IN_TIME_WINDOW);
        assertThat(own.reference instanceof SignedReference).isEqualTo(taken);
    }

    @Test
    void takesNothingOfAnotherKey() throws IOException {
        SnmpUser user = user(Authentication.SHA_256, Privacy.AES_128);
        SnmpUser other = new SnmpUser(
                user.name(),
                Authentication.SHA_256,
                Secret.password("authaut7"),
                Privacy.AES_128,
                Secret.password("privpriv"),
                Scope.EVERYTHING);
        byte[] message = request(manager(other, 7, 0), other, pdu(PDU.GET, 1), SecurityLevel.AUTH_PRIV);
        Taken own = End.agent(List.of(user), true).take(message, new PduHandle());
        assertThat(own.code).isEqualTo(SnmpConstants.SNMPv3_USM_AUTHENTICATION_FAILURE);
        assertThat(own.counted).containsEntry(SnmpConstants.usmStatsWrongDigests.toString(), 1L);
    }

    @Test
    void takesNothingOfUsersThatHaveGone() throws IOException {
        SnmpUser user = user(Authentication.SHA_256, null);
        Counters counters = new Counters();
        UserSecurity security = new UserSecurity(ENGINE, counters);
        security.admit(List.of(user));
        security.admit(List.of());
        byte[] message = request(manager(user, 7, 0), user, pdu(PDU.GET, 1), SecurityLevel.AUTH_NOPRIV);
        assertThat(new End(counters, security.messages()).take(message, new PduHandle()).code)
                .isEqualTo(SnmpConstants.SNMPv3_USM_UNKNOWN_SECURITY_NAME);
    }

    @Test
    void judgesBrokenMessagesAsSnmp4jDoes() throws IOException {
        SnmpUser hidden = user(Authentication.SHA_256, Privacy.AES_128);
        SnmpUser open =
                new SnmpUser("open", Authentication.SHA_384, Secret.password("authauth"), null, null, Scope.EVERYTHING);
        List<SnmpUser> users = List.of(hidden, open);
        MPv3 hiding = manager(hidden, 7, 0);
        MPv3 signing = manager(open, 7, 0);
        End own = End.agent(users, true);
        End stock = End.agent(users, false);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages.add(request(hiding, hidden, pdu(PDU.GETBULK, i), SecurityLevel.AUTH_PRIV));
            messages.add(request(hiding, hidden, pdu(PDU.GET, i), SecurityLevel.AUTH_NOPRIV));
            messages.add(request(signing, open, pdu(PDU.GETNEXT, i), SecurityLevel.AUTH_NOPRIV));
            messages.add(request(hiding, hidden, pdu(PDU.INFORM, i), SecurityLevel.AUTH_PRIV));
        }
        int taken = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] message = messages.get(i % messages.size()).clone();
            byte[] changed = i < messages.size() ? message : changed(message);
            Taken mine = own.take(changed.clone(), new PduHandle());
            Taken theirs = stock.take(changed, new PduHandle());
            assertThat(mine.isAs(theirs))
                    .as("%d: %s %s %s", i, new OctetString(changed).toHexString(), mine, theirs)
                    .isTrue();
            taken += mine.reference instanceof SignedReference ? 1 : 0;
        }
        assertThat(taken).isGreaterThanOrEqualTo(60);
    }

    private byte[] changed(byte[] message) {
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(message, random.nextInt(message.length));
            case 1 -> Arrays.copyOf(message, message.length + 1 + random.nextInt(20));
            default -> {
                // Most of the changes where the form is, which is before the payload.
                int reach = random.nextBoolean() ? Math.min(110, message.length) : message.length;
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    message[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
                yield message;
            }
        };
    }
}
