package io.pptpdmonitor.proc;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a RADIUS server sent of the one who was let in on an interface: pppd's plugin radattr.so writes it to
 * radattr.pppN below /var/run (pppd-radattr(8)), one {@code NAME VALUE} a line, and removes it when it exits.
 *
 * @param written when the file was written; one that is older than its session is of another
 * @param userName User-Name, where the server sent it back
 * @param framedAddress Framed-IP-Address, the client's end inside the tunnel
 */
public record RadiusAttributes(
        Instant written,
        @Nullable String userName,
        @Nullable String framedAddress) {

    private static final List<String> PLACES = List.of("run", "var/run");
    private static final int LIMIT = 64 << 10;

    /** Null if there is no such file, or it is another's than its directory's owner: not root's on a real host. */
    static @Nullable RadiusAttributes read(Tree tree, String interfaceName) {
        for (String place : Interfaces.validName(interfaceName) ? PLACES : List.<String>of()) {
            String name = place + "/radattr." + interfaceName;
            File file = tree.file(name);
            boolean linked = Files.isSymbolicLink(tree.file(place).toPath());
            String text = linked || !isOfItsDirectory(file.toPath()) ? null : tree.text(name, LIMIT);
            if (text != null) {
                return new RadiusAttributes(
                        Instant.ofEpochMilli(file.lastModified()),
                        value(text, "User-Name"),
                        value(text, "Framed-IP-Address"));
            }
        }
        return null;
    }

    private static boolean isOfItsDirectory(Path file) {
        Path directory = file.getParent();
        try {
            return directory != null
                    && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                    && Files.getOwner(file, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(directory));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static @Nullable String value(String text, String attribute) {
        Optional<String> line =
                text.lines().filter(each -> each.startsWith(attribute + " ")).findFirst();
        String value =
                line.map(found -> found.substring(attribute.length() + 1)).orElse("");
        return value.isEmpty() ? null : value;
    }
}
