package io.pptpdmonitor.cli;

import io.pptpdmonitor.nagios.Measure;
import io.pptpdmonitor.nagios.Thresholds;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** By how many percent more or fewer: {@code 50} either, {@code -50} fewer, {@code +50} more; for WARNING, and CRITICAL. */
final class ChangeConverter implements ITypeConverter<Thresholds> {

    private static final Pattern PERCENT = Pattern.compile("([-+]?)([0-9]{1,6}(?:\\.[0-9]{1,3})?)%?");

    @Override
    public Thresholds convert(String text) {
        List<String> ranges = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            ranges.add(part.isEmpty() ? part : range(part, text));
        }
        try {
            return Thresholds.parse(String.join(",", ranges), Measure.PERCENT);
        } catch (IllegalArgumentException e) {
            throw refused(text);
        }
    }

    private static String range(String part, String text) {
        Matcher percent = PERCENT.matcher(part);
        if (!percent.matches()) {
            throw refused(text);
        }
        String number = percent.group(2);
        return switch (percent.group(1)) {
            case "-" -> {
                if (Double.parseDouble(number) >= 100) {
                    throw new TypeConversionException(
                            "there are never more than 100 percent fewer; write less than -100");
                }
                yield "-" + number + ":";
            }
            case "+" -> "~:" + number;
            default -> "-" + number + ":" + number;
        };
    }

    private static TypeConversionException refused(String text) {
        return new TypeConversionException("expected percent, such as 50 (more or fewer), -50 (fewer), +50 (more) or"
                + " -25,-50 (WARNING, CRITICAL), but was '" + text + "'");
    }
}
