package io.pptpdmonitor.truth;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A truth.json: what was measured outside the logs of one recording. Its README tells where each value comes from.
 *
 * @param host as the logs call it
 * @param zone of the host's clock, for stamps without one
 * @param modified when the logs were last written, in seconds since 1970
 * @param namesIn where the users' names stand: log, wtmp, or null for nowhere
 * @param rotations the rotated logs by style; null where there are none
 */
record Truth(
        String recording,
        String host,
        String zone,
        long modified,
        Map<String, Format> formats,
        Map<String, Rotation> rotations,
        String namesIn,
        boolean clockStep,
        List<TrueSession> sessions,
        List<TrueFailure> failures) {

    /**
     * One log of the recording.
     *
     * @param lossless whether it has every line that any other log of the recording has
     * @param ambiguousStamps whether an hour comes twice in it
     */
    record Format(boolean lossless, int lostLines, boolean ambiguousStamps) {}

    /**
     * A log that was rotated while it was written.
     *
     * @param live the file that is written to
     * @param modified when each of its files was last written
     */
    record Rotation(String live, Map<String, Long> modified) {}

    /**
     * One attempt to connect; pid and all after it are null or 0 where nobody outside the log saw them.
     *
     * @param result up, failed (a pppd ran), or timeout (perhaps none did)
     * @param between when an attempt that did not come up was made, [from, to]
     * @param startedAt the moment pppd was forked, [from, to] in seconds since 1970, as the other stamps
     * @param toClientOctets pppd's own count at ip-down; null where it died before
     * @param lateOctets what more may have gone out after ip-down
     * @param connectSeconds pppd's CONNECT_TIME
     * @param clockStep the clock was set while it was up
     * @param unlogged no line of it reached a log
     * @param unreaped no "Reaping child" line ties it to its pptpctrl
     */
    @JsonIgnoreProperties("notes") // for people
    record TrueSession(
            int n,
            String service,
            String result,
            Integer pid,
            Integer controlPid,
            String user,
            String userHex,
            String clientAddress,
            String assignedAddress,
            String serverAddress,
            @JsonProperty("interface") String interfaceName,
            String encryption,
            Span between,
            Span startedAt,
            Span upAt,
            Span endedAt,
            String endCause,
            Long toClientOctets,
            Long fromClientOctets,
            long lateOctets,
            Long connectSeconds,
            boolean clockStep,
            boolean unlogged,
            boolean unreaped,
            int boot) {

        boolean cameUp() {
            return result.equals("up");
        }

        boolean isPptp() {
            return service.equals("pptp");
        }

        Span began() {
            return startedAt == null ? between : startedAt;
        }

        @Override
        public String toString() {
            return "true session " + n + (boot == 0 ? "" : " of boot " + boot) + " (" + service + ", " + result
                    + ", pid " + pid + ", from " + clientAddress + ")";
        }
    }

    /**
     * One login that was refused.
     *
     * @param userAlso how pppd's own notation writes the name, where only that stands in the log
     */
    record TrueFailure(
            int n,
            String user,
            String userHex,
            String userAlso,
            String clientAddress,
            Integer pid,
            String service,
            Span between) {}
}
