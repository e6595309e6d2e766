package io.pptpdmonitor.cli;

import io.pptpdmonitor.model.AddressRange;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** An address, or a network as 192.0.2.0/24. */
final class NetworkConverter implements ITypeConverter<AddressRange> {

    @Override
    public AddressRange convert(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
