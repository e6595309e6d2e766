package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.LatestView;
import io.pptpdmonitor.snmp.mib.Node;
import io.pptpdmonitor.snmp.mib.PptpdMib;
import io.pptpdmonitor.snmp.mib.Scope;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.snmp4j.MessageDispatcher;
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
import org.snmp4j.smi.Address;
import org.snmp4j.smi.Integer32;
import org.snmp4j.smi.OID;
import org.snmp4j.smi.OctetString;
import org.snmp4j.smi.UdpAddress;
import org.snmp4j.smi.VariableBinding;
import org.snmp4j.transport.AbstractTransportMapping;

/**
 * Beside SNMP4J's own: as a manager that makes the requests and takes the answers, and as an agent that has no other way and
 * is asked the same.
 */
class SignedMessagesTest {

    private static final EngineIdentity ENGINE = new EngineIdentity("80001f8805000102030405060708090a0b", 7);
    private static final byte[] ID = ENGINE.id();
    private static final UdpAddress PEER = new UdpAddress("127.0.0.1/40000");
    private static final int MAX_SIZE = 65_507;
    private static final Supplier<LatestView.Versions> VIEWS = views(10);
    private static final String[] NAMES = {
        "1.3.6.1.2.1.1.1.0",
        "1.3.6.1.2.1.1",
        "1.3.6.1.2.1.1.9.0",
        PptpdMib.SERVER + ".4.0",
        PptpdMib.USER_ENTRY + ".3",
        "1.3",
        "1.3.6.1.4.1.4294967295.128.127",
        "1.3.9",
        "0.0",
        "2.999.1",
        "1.3.6.1.6.3.15.1.1.6.0"
    };

    private final Random random = new Random(3414);

    private static Supplier<LatestView.Versions> views(int users) {
        LatestView views =
                new LatestView(() -> Examples.users(users), 64, Snapshots.NOW::toInstant, () -> 360_000, Node.NONE);
        views.refresh();
        return views::current;
    }

    /** Keeps what is sent through it. */
    private static final class Wire extends AbstractTransportMapping<UdpAddress> {

        byte @Nullable [] sent;

        @Override
        public Class<? extends Address> getSupportedAddressClass() {
            return UdpAddress.class;
        }

        @Override
        public void sendMessage(
                UdpAddress peer, byte[] message, @Nullable TransportStateReference state, long timeout, int retries) {
            sent = message;
        }

        @Override
        public void listen() {}

        @Override
        public void close() {}

        @Override
        public UdpAddress getListenAddress() {
            return new UdpAddress("127.0.0.1/161");
        }
    }

    /** An agent, and what it counted. */
    private static final class Agent implements CounterListener {

        final Map<String, Long> counted = new TreeMap<>();
        final Counters counters = new Counters();
        final UserSecurity security;
        final SignedMessages signed;
        final Wire wire = new Wire();
        final MessageDispatcher dispatcher;

        /** With its own way beside SNMP4J's, or without. */
        Agent(EngineIdentity engine, List<SnmpUser> users, boolean own, Supplier<LatestView.Versions> views, int most) {
            counters.addCounterListener(this);
            AccessControl access = new AccessControl();
            access.admit(new Access(users, List.of()));
            security = new UserSecurity(engine, counters);
            security.admit(users);
            signed = new SignedMessages(security, views, access, most);
            CountingDispatcher counting = new CountingDispatcher(counters, own ? signed : null);
            counting.addCounterListener(this);
            counting.addMessageProcessingModel(security.messages());
            counting.addCommandResponder(
                    new SnapshotProcessor(new OctetString(engine.id()), views, access, most, counters));
            dispatcher = counting;
        }

        static Agent own(SnmpUser... users) {
            return new Agent(ENGINE, List.of(users), true, VIEWS, MAX_SIZE);
        }

        static Agent stock(SnmpUser... users) {
            return new Agent(ENGINE, List.of(users), false, VIEWS, MAX_SIZE);
        }

        @Override
        public void incrementCounter(CounterEvent event) {
            counted.merge(event.getOid().toString(), event.getIncrement(), Long::sum);
        }

        /** Its answer, if it gives one. */
        byte @Nullable [] answer(byte[] message) {
            counted.clear();
            wire.sent = null;
            TransportStateReference state = new TransportStateReference(
                    wire, PEER, null, SecurityLevel.undefined, SecurityLevel.undefined, false, null);
            dispatcher.processMessage(wire, PEER, ByteBuffer.wrap(message), state);
            return wire.sent;
        }

        /** Whether it answers without SNMP4J; what is asked stays as it is. */
        boolean takes(byte[] message) {
            byte[] before = message.clone();
            boolean taken = signed.answer(ByteBuffer.wrap(message), MAX_SIZE) != null;
            assertThat(message).isEqualTo(before);
            return taken;
        }
    }

    /** None yet. */
    private static final class Protocols extends SecurityProtocols {

        private static final long serialVersionUID = 1;
    }

    /** Whoever asks that agent, and understands one answer of each of two. */
    private static final class Manager {

        private final SnmpUser user;
        private final List<MPv3> ends;
        private int id;

        /** SNMP4J takes an answer only while somebody holds these. */
        private final List<PduHandle> awaited = new ArrayList<>();

        /** @param seconds that it is ahead of the agent's time */
        Manager(EngineIdentity engine, SnmpUser user, int boots, int seconds) {
            this.user = user;
            this.ends = List.of(end(engine, boots, seconds), end(engine, boots, seconds));
        }

        Manager(SnmpUser user) {
            this(ENGINE, user, 7, 0);
        }

        private MPv3 end(EngineIdentity engine, int boots, int seconds) {
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
            usm.getTimeTable().addEntry(new UsmTimeEntry(new OctetString(engine.id()), boots, seconds));
            MPv3 messages =
                    new MPv3(
                            self.getValue(),
                            null,
                            protocols,
                            SecurityModels.getCollection(new SecurityModel[] {usm}),
                            counters) {
                        @Override
                        public synchronized int getNextMessageID() {
                            return id;
                        }
                    };
            messages.addEngineID(PEER, new OctetString(engine.id()));
            return messages;
        }

        byte[] request(PDU pdu) throws IOException {
            return request(pdu, user.privacy() == null ? SecurityLevel.AUTH_NOPRIV : SecurityLevel.AUTH_PRIV);
        }

        byte[] request(PDU pdu, int level) throws IOException {
            id++;
            request(ends.get(1), pdu, level);
            return request(ends.get(0), pdu, level);
        }

        private byte[] request(MPv3 end, PDU pdu, int level) throws IOException {
            PduHandle handle = new PduHandle(pdu.getRequestID().getValue());
            awaited.add(handle);
            BEROutputStream out = new BEROutputStream();
            int code = end.prepareOutgoingMessage(
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
                            null,
                            PEER,
                            new OctetString(),
                            SecurityLevel.undefined,
                            SecurityLevel.undefined,
                            false,
                            null));
            assertThat(code).isEqualTo(SnmpConstants.SNMP_MP_OK);
            return out.getBuffer().array();
        }

        /** As the first end, or the second, understands the answer to what was asked last: the PDU, who signed it, and how. */
        String understood(int end, byte[] answer) {
            Integer32 level = new Integer32();
            OctetString name = new OctetString();
            MutablePDU pdu = new MutablePDU();
            PduHandle handle = new PduHandle();
            MutableStateReference<UdpAddress> reference = new MutableStateReference<>();
            reference.setStateReference(new StateReference<>());
            int code = ends.get(end)
                    .prepareDataElements(
                            new MessageDispatcherImpl(),
                            PEER,
                            new BERInputStream(ByteBuffer.wrap(answer)),
                            null,
                            new Integer32(),
                            new Integer32(),
                            name,
                            level,
                            pdu,
                            handle,
                            new Integer32(),
                            new StatusInformation(),
                            reference);
            assertThat(code).isEqualTo(SnmpConstants.SNMP_MP_OK);
            return pdu.getPdu() + " of " + name.toHexString() + " at " + level + " to " + handle.getTransactionID();
        }
    }

    private static SnmpUser user(Authentication authentication, @Nullable Privacy privacy) {
        return user("n\u00f6c", authentication, privacy, "authauth", Scope.EVERYTHING);
    }

    private static SnmpUser user(
            String name, Authentication authentication, @Nullable Privacy privacy, String password, Scope scope) {
        return new SnmpUser(
                name,
                authentication,
                Secret.password(password),
                privacy,
                privacy == null ? null : Secret.password("privpriv"),
                scope);
    }

    static Stream<Arguments> users() {
        return Stream.of(Authentication.values())
                .flatMap(authentication -> Stream.concat(Stream.of((Privacy) null), Stream.of(Privacy.values()))
                        .map(privacy -> Arguments.of(authentication, privacy)));
    }

    private <P extends PDU> P filled(P pdu, int type, String... names) {
        pdu.setType(type);
        pdu.setRequestID(new Integer32(random.nextInt(Integer.MAX_VALUE - 1) + 1));
        if (pdu instanceof ScopedPDU scoped) {
            scoped.setContextEngineID(new OctetString(ID));
        }
        if (type == PDU.GETBULK) {
            pdu.setNonRepeaters(random.nextInt(3));
            pdu.setMaxRepetitions(names.length > 10 ? 1 : random.nextInt(40));
        }
        for (String name : names) {
            pdu.add(new VariableBinding(new OID(name)));
        }
        return pdu;
    }

    private ScopedPDU pdu(int type, String... names) {
        return filled(new ScopedPDU(), type, names);
    }

    private String[] someNames(int number) {
        return Stream.generate(() -> NAMES[random.nextInt(8)]).limit(number).toArray(String[]::new);
    }

    /** That both answer the same, in a message that is as long. */
    private static void same(Manager manager, byte[] message, Agent own, Agent stock) {
        byte[] mine = Objects.requireNonNull(own.answer(message.clone()));
        byte[] theirs = Objects.requireNonNull(stock.answer(message.clone()));
        assertThat(manager.understood(0, mine)).isEqualTo(manager.understood(1, theirs));
        assertThat(mine).hasSameSizeAs(theirs);
        assertThat(own.counted).isEqualTo(withoutReceived(stock.counted)).isEmpty();
    }

    /** The dispatcher counts what is received in one way, and tells no listener. */
    private static Map<String, Long> withoutReceived(Map<String, Long> counted) {
        Map<String, Long> others = new TreeMap<>(counted);
        others.keySet().removeIf(oid -> oid.startsWith("1.3.6.1.4.1.4976"));
        return others;
    }

    @ParameterizedTest
    @MethodSource("users")
    void answersAsSnmp4jDoes(Authentication authentication, @Nullable Privacy privacy) throws IOException {
        SnmpUser user = user(authentication, privacy);
        Manager manager = new Manager(user);
        Agent own = Agent.own(user);
        Agent stock = Agent.stock(user);
        for (int type : new int[] {PDU.GET, PDU.GETNEXT, PDU.GETBULK}) {
            for (int bindings : new int[] {0, 1, 2, 10, 60, 900}) {
                byte[] message = manager.request(pdu(type, someNames(bindings)));
                assertThat(own.takes(message)).isTrue();
                same(manager, message, own, stock);
            }
        }
        assertThat(own.counters.count(SnmpConstants.snmpInPkts)).isEqualTo(18);
        assertThat(stock.counters.count(SnmpConstants.snmpInPkts)).isEqualTo(18);
    }

    @ParameterizedTest
    @EnumSource(Scope.class)
    void tellsWhatTheUserMayRead(Scope scope) throws IOException {
        SnmpUser user = user("u", Authentication.SHA_256, Privacy.AES_128, "authauth", scope);
        Manager manager = new Manager(user);
        PDU asked = pdu(PDU.GETNEXT, PptpdMib.USER_ENTRY.toString());
        byte[] message = manager.request(asked);
        Agent own = Agent.own(user);
        assertThat(own.takes(message)).isTrue();
        same(manager, message, own, Agent.stock(user));
        message = manager.request(asked);
        String told = manager.understood(0, Objects.requireNonNull(own.answer(message)));
        assertThat(told.contains(PptpdMib.USER_ENTRY.toString())).isEqualTo(scope == Scope.EVERYTHING);
    }

    @Test
    void leavesToSnmp4jWhatIsRare() throws IOException {
        SnmpUser user = user(Authentication.SHA_256, Privacy.AES_128);
        Manager manager = new Manager(user);
        Agent own = Agent.own(user);
        ScopedPDU otherContext = pdu(PDU.GET, NAMES);
        otherContext.setContextName(new OctetString("other"));
        ScopedPDU otherEngine = pdu(PDU.GET, NAMES);
        otherEngine.setContextEngineID(new OctetString("other"));
        ScopedPDU valued = pdu(PDU.GET);
        valued.add(new VariableBinding(new OID(NAMES[0]), new OctetString("value")));
        for (PDU rare : List.of(
                pdu(PDU.SET, NAMES),
                pdu(PDU.INFORM, NAMES),
                otherContext,
                otherEngine,
                valued,
                pdu(PDU.GET, "2.999"))) {
            assertThat(own.takes(manager.request(rare))).as("%s", rare).isFalse();
        }
        assertThat(own.takes(manager.request(pdu(PDU.GET, NAMES[0]), SecurityLevel.AUTH_NOPRIV)))
                .isFalse();
        assertThat(own.takes(manager.request(pdu(PDU.GET, NAMES[0])))).isTrue();
    }

    /** Where nothing has been read yet, and where there is no room. */
    @Test
    void leavesToSnmp4jWhatCannotBeTold() throws IOException {
        SnmpUser user = user(Authentication.SHA_256, Privacy.AES_128);
        Manager manager = new Manager(user);
        byte[] message = manager.request(pdu(PDU.GET, someNames(60)));
        Supplier<LatestView.Versions> none =
                new LatestView(Snapshots::empty, 64, Snapshots.NOW::toInstant, () -> 0, Node.NONE)::current;
        Agent blind = new Agent(ENGINE, List.of(user), true, none, MAX_SIZE);
        assertThatIllegalStateException().isThrownBy(() -> blind.takes(message));
        Logger logger = Logger.getLogger(SnapshotProcessor.class.getName());
        logger.setUseParentHandlers(false);
        try {
            assertThat(manager.understood(0, Objects.requireNonNull(blind.answer(message))))
                    .contains("errorStatus=" + PDU.genErr + ",");
        } finally {
            logger.setUseParentHandlers(true);
        }
        Agent terse = new Agent(ENGINE, List.of(user), true, VIEWS, 500);
        assertThat(terse.takes(message)).isFalse();
        assertThat(manager.understood(1, Objects.requireNonNull(terse.answer(message))))
                .contains("errorStatus=" + PDU.tooBig + ",");
    }

    @Test
    void neverFillsMoreThanTheLongestMessage() throws IOException {
        EngineIdentity engine = new EngineIdentity("80" + "1f".repeat(31), EngineIdentity.MAX_BOOTS);
        SnmpUser user = user("u".repeat(32), Authentication.SHA_512, Privacy.AES_256, "authauth", Scope.EVERYTHING);
        ScopedPDU bulk = pdu(PDU.GETBULK, PptpdMib.USER_ENTRY.toString());
        bulk.setContextEngineID(new OctetString(engine.id()));
        bulk.setMaxRepetitions(Integer.MAX_VALUE);
        bulk.setNonRepeaters(0);
        byte[] message = new Manager(engine, user, EngineIdentity.MAX_BOOTS, 0).request(bulk);
        Agent agent = new Agent(engine, List.of(user), true, views(5000), MAX_SIZE);
        assertThat(agent.takes(message)).isTrue();
        byte[] answer = Objects.requireNonNull(agent.answer(message));
        assertThat(answer.length).isBetween(MAX_SIZE - 100, MAX_SIZE);
        // A shorter one has nothing of the longer one.
        Agent terse = new Agent(engine, List.of(user), true, views(5000), 1000);
        assertThat(Objects.requireNonNull(terse.answer(message)).length).isBetween(1000 - 100, 1000 + 200);
    }

    @ParameterizedTest(name = "{0} starts, {1} s more")
    @CsvSource({"7,0,true", "7,148,true", "7,152,false", "6,0,false", "8,0,false"})
    void takesWhatIsOfThisStartAndOfTheseMinutes(int boots, int seconds, boolean taken) throws IOException {
        SnmpUser user = user(Authentication.SHA_256, Privacy.AES_128);
        byte[] message = new Manager(ENGINE, user, boots, seconds).request(pdu(PDU.GET, NAMES[0]));
        Agent own = Agent.own(user);
        assertThat(own.takes(message)).isEqualTo(taken);
        own.answer(message);
        assertThat(own.counted.containsKey(SnmpConstants.usmStatsNotInTimeWindows.toString()))
                .isNotEqualTo(taken);
    }

    @Test
    void takesNothingOfAnotherKey() throws IOException {
        SnmpUser user = user(Authentication.SHA_256, Privacy.AES_128);
        SnmpUser other = user(user.name(), Authentication.SHA_256, Privacy.AES_128, "authaut7", Scope.EVERYTHING);
        byte[] message = new Manager(other).request(pdu(PDU.GET, NAMES[0]));
        Agent own = Agent.own(user);
        assertThat(own.takes(message)).isFalse();
        own.answer(message);
        assertThat(own.counted).containsEntry(SnmpConstants.usmStatsWrongDigests.toString(), 1L);
    }

    @Test
    void takesNothingOfUsersThatHaveGone() throws IOException {
        SnmpUser user = user(Authentication.SHA_256, null);
        Agent agent = Agent.own(user);
        agent.security.admit(List.of());
        byte[] message = new Manager(user).request(pdu(PDU.GET, NAMES[0]));
        assertThat(agent.takes(message)).isFalse();
        agent.answer(message);
        assertThat(agent.counted).containsEntry(SnmpConstants.usmStatsUnknownUserNames.toString(), 1L);
    }

    @Test
    void judgesBrokenMessagesAsSnmp4jDoes() throws IOException {
        SnmpUser hidden = user(Authentication.SHA_256, Privacy.AES_128);
        SnmpUser open = user("open", Authentication.SHA_384, null, "authauth", Scope.EVERYTHING);
        Manager hiding = new Manager(hidden);
        Manager signing = new Manager(open);
        Agent own = Agent.own(hidden, open);
        Agent stock = Agent.stock(hidden, open);
        List<byte[]> messages = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            messages.add(hiding.request(pdu(PDU.GETBULK, someNames(i))));
            messages.add(hiding.request(pdu(PDU.GET, someNames(i)), SecurityLevel.AUTH_NOPRIV));
            messages.add(signing.request(pdu(PDU.GETNEXT, someNames(i))));
            messages.add(hiding.request(pdu(PDU.INFORM, someNames(i))));
        }
        int taken = 0;
        for (int i = 0; i < 40_000; i++) {
            byte[] message = messages.get(i % messages.size()).clone();
            byte[] changed = i < messages.size() ? message : changed(message, 110);
            taken += own.takes(changed) ? 1 : 0;
            byte[] mine = own.answer(changed.clone());
            byte[] theirs = stock.answer(changed.clone());
            assertThat(length(mine))
                    .as("%d: %s", i, new OctetString(changed).toHexString())
                    .isEqualTo(length(theirs));
            assertThat(withoutReceived(own.counted)).isEqualTo(withoutReceived(stock.counted));
        }
        assertThat(taken).isGreaterThanOrEqualTo(40);
    }

    private static int length(byte @Nullable [] message) {
        return message == null ? -1 : message.length;
    }

    /** Signed, and so taken for what it is, whatever that may be. */
    @Test
    void readsBrokenRequestsAsSnmp4jDoes() throws IOException {
        SnmpUser user = user(Authentication.SHA_256, Privacy.AES_128);
        Manager manager = new Manager(user);
        Agent own = Agent.own(user);
        Agent stock = Agent.stock(user);
        int[] types = {PDU.GET, PDU.GETNEXT, PDU.GETBULK};
        int taken = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] message = brokenInside(manager.request(pdu(types[i % types.length], someNames(1 + i % 4))), own);
            if (own.takes(message)) {
                same(manager, message, own, stock);
                taken++;
            }
        }
        assertThat(taken).isGreaterThan(1000);
    }

    /** Decrypted, changed, encrypted and signed again. */
    private byte[] brokenInside(byte[] message, Agent agent) {
        SignedRequest request = Objects.requireNonNull(SignedRequest.of(ByteBuffer.wrap(message)));
        UserCiphers ciphers =
                Objects.requireNonNull(agent.security.keys(request.user())).ciphers();
        assertThat(ciphers.signed(request) && ciphers.readable(request)).isTrue();
        byte[] broken = request.message();
        int from = request.payload();
        for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
            broken[from + random.nextInt(broken.length - from)] ^= (byte) (1 << random.nextInt(8));
        }
        ciphers.encrypt(
                broken, from, broken.length, request.boots(), request.time(), Cfb.salt(message, request.salt()));
        System.arraycopy(message, from - Cfb.BLOCK, broken, from - Cfb.BLOCK, Cfb.BLOCK);
        Arrays.fill(broken, request.code(), request.code() + request.codeOctets(), (byte) 0);
        ciphers.sign(broken, 0, broken.length, request.code());
        return broken;
    }

    private byte[] changed(byte[] message, int form) {
        return switch (random.nextInt(4)) {
            case 0 -> Arrays.copyOf(message, random.nextInt(message.length));
            case 1 -> Arrays.copyOf(message, message.length + 1 + random.nextInt(20));
            default -> {
                // Most of the changes where the form is, which is before the payload.
                int reach = random.nextBoolean() ? Math.min(form, message.length) : message.length;
                for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                    message[random.nextInt(reach)] ^= (byte) (1 << random.nextInt(8));
                }
                yield message;
            }
        };
    }
}
