package io.pptpdmonitor.collect;

import static io.pptpdmonitor.model.SessionBuilder.session;
import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.model.EndCause;
import io.pptpdmonitor.model.Session;
import io.pptpdmonitor.model.User;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** However many names there are, the memory that they take is bounded. */
class UserAccountsTest {

    private static final int MOST = 100;
    private static final OffsetDateTime BEGIN = OffsetDateTime.parse("2026-11-22T08:00:00Z");

    private UserAccounts accounts = new UserAccounts(MOST);

    private static String name(int number) {
        return "user%05d".formatted(number);
    }

    private void add(int number) {
        OffsetDateTime up = BEGIN.plusMinutes(number);
        Session session = session(number + 1)
                .user(name(number))
                .started(up)
                .closed(up.plusSeconds(30), EndCause.USER_REQUEST, "LCP terminated by peer")
                .build();
        accounts.add(session);
    }

    private List<User> users() {
        return new UserList(List.of(accounts.freeze()), List.of(), Map::of).users();
    }

    private List<String> names() {
        return users().stream().map(user -> String.valueOf(user.name())).toList();
    }

    @Test
    void keepsThoseWhoWereSeenLast() {
        for (int i = 0; i < 1000; i++) {
            add(i);
        }

        assertThat(names()).hasSizeBetween(MOST, MOST + MOST / 10).contains(name(999), name(999 - MOST + 1));
    }

    @Test
    void tellsHowManyItForgot() throws DamagedStateException {
        for (int i = 0; i < 1000; i++) {
            add(i);
        }

        assertThat(accounts.freeze().forgotten()).isEqualTo(1000 - names().size());
        StateOutput out = new StateOutput();
        accounts.save(out);
        UserAccounts restored = new UserAccounts(MOST);
        restored.restore(new StateInput(out.toByteArray()));
        assertThat(restored.freeze().forgotten()).isEqualTo(1000 - names().size());
    }

    /** A row takes about seventy octets, an object several times as many. */
    @Test
    void holdsFewOfManyAsObjects() {
        accounts = new UserAccounts(1_000_000, 100);
        for (int i = 0; i < 5000; i++) {
            add(i % 3000);
            assertThat(accounts.freeze().changed()).hasSizeLessThanOrEqualTo(25);
        }

        assertThat(names()).hasSize(3000).isSorted().doesNotHaveDuplicates();
    }

    /** Whoever was seen last is so by his last session, however early his first one was. */
    @Test
    void forgetsNobodyWhoComesAgain() {
        for (int i = 0; i < 1000; i++) {
            add(i);
            accounts.add(session(5000 + i)
                    .user("regular")
                    .started(BEGIN.plusMinutes(i))
                    .closed(BEGIN.plusMinutes(i + 1), EndCause.USER_REQUEST, "")
                    .build());
        }

        assertThat(names()).contains("regular").doesNotContain(name(1), name(500));
    }

    @Test
    void goesOnWithWhatWasSaved() throws DamagedStateException {
        for (int i = 0; i < 50; i++) {
            add(i);
        }
        StateOutput out = new StateOutput();
        accounts.save(out);
        accounts = new UserAccounts(MOST);
        accounts.restore(new StateInput(out.toByteArray()));
        add(7);
        add(50);

        assertThat(names()).hasSize(51).isSorted().doesNotHaveDuplicates();
        assertThat(users().get(7).sessions()).isEqualTo(2);
        assertThat(users().get(8).sessions()).isEqualTo(1);
    }
}
