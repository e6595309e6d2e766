package io.pptpdmonitor.model;

import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A failed login; one login is one failure, however many lines tell of it.
 *
 * @param session the {@link Session#number()} of the call it was tried in
 * @param host as the log calls it; null in a log without hosts
 * @param user the name that was tried, as a stranger chose it; null if not told
 * @param clientAddress joined through the pptpctrl that started the pppd; null where no line ties them
 * @param method null if not told
 */
public record Failure(
        OffsetDateTime time,
        long session,
        @Nullable String host,
        @Nullable Integer pid,
        @Nullable String user,
        @Nullable String clientAddress,
        @Nullable AuthMethod method) {}
