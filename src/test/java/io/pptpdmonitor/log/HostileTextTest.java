package io.pptpdmonitor.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.log.MessagePattern.Match;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever stands in the gap of a shape, the message has that shape and the gap holds just that text. */
class HostileTextTest {

    private static final int TEXTS_PER_SHAPE = 500;
    private static final MessagePatterns TABLE = MessagePatterns.known();
    private static final List<String> TEMPLATES =
            TABLE.all().stream().map(MessagePattern::template).toList();

    /**
     * The shapes whose gap can make a message that pppd would print word by word for another reason, and for which. None
     * of them has a peer's text in the gap but the first.
     */
    private static final Map<String, String> SAME_WORDS =
            Map.of("No CHAP secret found for authenticating %s", "No CHAP secret found for authenticating us to %s");

    private final Random random = new Random(20261122);
    private final Match match = new Match();

    @ParameterizedTest
    @MethodSource("shapesWithPeerText")
    void staysInItsGap(MessagePattern shape) {
        for (int i = 0; i < TEXTS_PER_SHAPE; i++) {
            String text = peerText();
            byte[] message = message(shape, text).getBytes(StandardCharsets.UTF_8);
            MessagePattern found = found(shape, message);
            String as = shape + " <- " + text;
            if (found != shape) {
                assertThat(found.template()).as(as).isEqualTo(SAME_WORDS.get(shape.template()));
                assertThat(text).as(as).startsWith("us to ");
            } else {
                assertThat(match.text(holesBeforeGap(shape))).as(as).isEqualTo(text);
            }
        }
    }

    /** All with a gap; the catch-alls and the option dump, which never hold a peer's text, begin or end with it. */
    static Stream<MessagePattern> shapesWithPeerText() {
        return TABLE.all().stream()
                .filter(shape -> shape.template().contains("%s"))
                .filter(shape -> !List.of(
                                "MGR: %s",
                                "CTRL: %s",
                                "GRE: %s",
                                "CTRL (PPPD Launcher): %s",
                                "EAP: %s",
                                "sent [%s",
                                "rcvd [%s",
                                "%s# (from command line)",
                                "%s# (from %w)")
                        .contains(shape.template()));
    }

    /** What may stand before: a shape that is more special, whose words the message really has. */
    @Test
    void earlierShapesAreSpecialCasesOfLaterOnes() {
        for (int later = 0; later < TEMPLATES.size(); later++) {
            MessagePattern shape = TABLE.all().get(later);
            for (int i = 0; i < 200; i++) {
                byte[] message = message(shape, peerText()).getBytes(StandardCharsets.UTF_8);
                MessagePattern found = found(shape, message);
                assertThat(TABLE.all().indexOf(found)).isLessThanOrEqualTo(later);
                assertThat(Bytes.text(message, 0, message.length)).matches(regex(found));
            }
        }
    }

    @Test
    void noShapeHasTwoGaps() {
        assertThat(TEMPLATES)
                .allSatisfy(template -> assertThat(template.split("%s", -1)).hasSizeLessThanOrEqualTo(2));
    }

    private MessagePattern found(MessagePattern shape, byte[] message) {
        MessagePattern found = TABLE.find(shape.program(), message, 0, message.length, match);
        if (found == null) {
            throw new AssertionError("not found: " + Bytes.text(message, 0, message.length));
        }
        return found;
    }

    private static Pattern regex(MessagePattern shape) {
        String all = Stream.of(shape.template().split("(?=%[dws])|(?<=%[dws])"))
                .map(part -> switch (part) {
                    case "%d" -> "[0-9]{1,18}";
                    case "%w" -> "[^ ]+";
                    case "%s" -> ".*";
                    default -> Pattern.quote(part);
                })
                .collect(Collectors.joining());
        return Pattern.compile(all, Pattern.DOTALL);
    }

    private static String message(MessagePattern shape, String text) {
        return shape.template().replace("%d", "7").replace("%w", "w0").replace("%s", text);
    }

    private static int holesBeforeGap(MessagePattern shape) {
        String before = shape.template().substring(0, shape.template().indexOf("%s"));
        return before.split("%", -1).length - 1;
    }

    /** Up to six pieces: of the table's own shapes, of tags and headers, of what breaks parsers, and noise. */
    private String peerText() {
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(7); pieces > 0; pieces--) {
            text.append(piece());
        }
        return text.toString();
    }

    private String piece() {
        return switch (random.nextInt(5)) {
            case 0 -> TEMPLATES.get(random.nextInt(TEMPLATES.size()));
            case 1 -> {
                String template = TEMPLATES.get(random.nextInt(TEMPLATES.size()));
                int from = random.nextInt(template.length());
                yield template.substring(from, from + random.nextInt(template.length() - from) + 1);
            }
            case 2 -> NASTY.get(random.nextInt(NASTY.size()));
            case 3 -> Character.toString(random.nextInt(0x3000));
            default -> Character.toString(0x20 + random.nextInt(0x5f));
        };
    }

    private static final List<String> NASTY = List.of(
            " ",
            "  ",
            "\"",
            "\\",
            "]",
            ")",
            "'",
            "us to ",
            "pppd[1]: ",
            "Nov 22 13:29:31 vpn1 pppd[1]: ",
            "message repeated 9 times: [ ",
            "1.2.3.4",
            "#012",
            "^J",
            "M-",
            "%s",
            "%n",
            "\0",
            "\n",
            "\r",
            "\t",
            "| ;",
            "<USER>",
            "\u202e",
            "\ud83d\ude00");
}
