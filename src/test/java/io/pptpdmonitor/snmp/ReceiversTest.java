package io.pptpdmonitor.snmp;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.alert.Notification;
import io.pptpdmonitor.alert.Receiver;
import io.pptpdmonitor.model.Snapshots;
import io.pptpdmonitor.snmp.mib.Examples;
import io.pptpdmonitor.snmp.mib.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of user and address that a receiver may have, with net-snmp's snmptrapd there. */
@Tag("programs")
class ReceiversTest {

    private static final Notification ALERT = new Notification.OfAlert(
            42,
            "vpn1",
            Snapshots.NOW.toInstant(),
            true,
            Examples.board().alerts().get(0));

    private final EngineIdentity engine = EngineIdentity.anew();

    @TempDir
    Path scratch = Path.of("");

    static Stream<Arguments> users() {
        return Arrays.stream(Authentication.values())
                .flatMap(authentication -> Stream.concat(Stream.of((Privacy) null), Arrays.stream(Privacy.values()))
                        .flatMap(privacy ->
                                Stream.of(false, true).map(inform -> Arguments.of(authentication, privacy, inform))));
    }

    /** A trap's keys are of our engine, an inform's of the receiver's. */
    @ParameterizedTest(name = "{0}, {1}, inform: {2}")
    @MethodSource("users")
    void usersOfVersion3(Authentication authentication, @Nullable Privacy privacy, boolean inform) throws Exception {
        SnmpUser user = user(authentication, privacy);
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, known(user, inform))) {
            arrives(snmptrapd, user, recipient("127.0.0.1", snmptrapd.port(), user, inform));
        }
    }

    private static SnmpUser user(Authentication authentication, @Nullable Privacy privacy) {
        return new SnmpUser(
                "nms",
                authentication,
                Secret.password("authentic1"),
                privacy,
                privacy == null ? null : Secret.password("private01"),
                Scope.EVERYTHING);
    }

    /** As snmptrapd is told of him. */
    private List<String> known(SnmpUser user, boolean inform) {
        Privacy privacy = user.privacy();
        String encrypted =
                privacy == null ? "" : " " + (privacy == Privacy.AES_128 ? "AES" : privacy.word()) + " private01";
        return List.of(
                "createUser" + (inform ? "" : " -e 0x" + engine.hex()) + " nms "
                        + user.authentication().word() + " authentic1" + encrypted,
                "authUser log nms " + (privacy == null ? "auth" : "priv"));
    }

    @ParameterizedTest
    @CsvSource({
        "udp:[::1], udp6:[::1]:, false",
        "udp:[::1], udp6:[::1]:, true",
        "udp:localhost, udp:127.0.0.1:, false",
        "udp:localhost, udp:127.0.0.1:, true"
    })
    void addressesOfIpv6AndNames(String written, String listening, boolean inform) throws Exception {
        int port = Snmptrapd.freePort();
        SnmpUser user = user(Authentication.SHA_512, Privacy.AES_256);
        try (Snmptrapd snmptrapd = Snmptrapd.start(scratch, known(user, inform), listening, port)) {
            Recipient.Address address = Recipient.Address.parse(written + ":" + port);
            arrives(snmptrapd, user, recipient(address.host(), address.port(), user, inform));
        }
    }

    private void arrives(Snmptrapd snmptrapd, SnmpUser user, Recipient recipient) throws Exception {
        AgentSettings settings =
                AgentSettings.defaults().listening(List.of()).admitting(new Access(List.of(user), List.of()));
        try (PptpdAgent agent = new PptpdAgent(settings, engine, Snapshots::empty, Snapshots.NOW::toInstant);
                Receiver receiver =
                        agent.receivers(List.of(recipient), ZoneOffset.UTC).get(0)) {
            receiver.tell(ALERT);
            assertThat(Snmptrapd.shortened(snmptrapd.notification()))
                    .isEqualTo("pptpdAlertRaised 42 users-high critical(2)");
        }
    }

    private static Recipient recipient(String host, int port, SnmpUser user, boolean inform) {
        return new Recipient(host, port, null, user, inform, Duration.ofSeconds(2), 2);
    }
}
