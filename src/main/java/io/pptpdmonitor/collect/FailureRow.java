package io.pptpdmonitor.collect;

import io.pptpdmonitor.model.AuthMethod;
import io.pptpdmonitor.model.Failure;
import io.pptpdmonitor.model.Service;
import io.pptpdmonitor.store.DamagedStateException;
import io.pptpdmonitor.store.EncodedRows;
import io.pptpdmonitor.store.StateInput;
import io.pptpdmonitor.store.StateOutput;
import java.util.Objects;

/** A failed login of which nothing more will be told, as a row. */
final class FailureRow implements EncodedRows.Codec<FailureRow.Told> {

    /** A failed login and what started its pppd. */
    record Told(Service service, Failure failure) {}

    @Override
    public void write(Told told, StateOutput out) {
        Failure failure = told.failure();
        out.choice(told.service()).time(failure.time()).number(failure.session());
        out.text(failure.host()).number(Objects.requireNonNull(failure.pid())).text(failure.user());
        out.text(failure.clientAddress()).choice(failure.method());
    }

    @Override
    public Told read(StateInput in) throws DamagedStateException {
        Service service = in.needChoice(Service.class);
        return new Told(
                service,
                new Failure(
                        in.needTime(),
                        in.number(),
                        in.text(),
                        in.count(),
                        in.text(),
                        in.text(),
                        in.choice(AuthMethod.class)));
    }
}
