package io.pptpdmonitor.settings;

import io.pptpdmonitor.snmp.Access;
import io.pptpdmonitor.snmp.Community;
import io.pptpdmonitor.snmp.Recipient;
import io.pptpdmonitor.snmp.SnmpUser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlParseResult;

/** Reads the configuration. All that is wrong with it is told at once. */
public final class ConfigurationFile {

    private static final long MOST = 1 << 20;

    private final Faults faults;
    private final SecretFiles secrets;

    private ConfigurationFile(Path path) {
        this.faults = new Faults(path);
        this.secrets = new SecretFiles(path);
    }

    /**
     * What the file says.
     *
     * @throws ConfigurationException if something in it is not understood, or its mode gives secrets away
     * @throws IOException if it cannot be read
     */
    public static Configuration read(Path path) throws IOException {
        ConfigurationFile file = new ConfigurationFile(path);
        TomlParseResult toml = Toml.parse(file.text());
        toml.errors().forEach(error -> file.faults.add(error.position().line(), "not TOML: " + error.getMessage()));
        Configuration configuration =
                file.faults.isEmpty() ? file.configuration(Section.root(toml, file.faults)) : Configuration.defaults();
        if (!file.faults.isEmpty()) {
            throw file.faults.refused();
        }
        return configuration;
    }

    private String text() throws IOException {
        Path path = faults.file();
        if (Files.exists(path) && (!Files.isRegularFile(path) || Files.size(path) > MOST)) {
            throw new IOException(path + " is no configuration file; name one of less than 1 MB");
        }
        byte[] octets = Files.readAllBytes(path);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IOException(path + " is not written in UTF-8; save it in UTF-8", e);
        }
    }

    private Configuration configuration(Section root) {
        List<SnmpUser> users = all(
                root.sections("user"),
                new UserSections(secrets)::read,
                SnmpUser::name,
                "name",
                user -> "user '" + user.name() + "' stands here twice");
        List<Community> communities = all(
                root.sections("community"),
                new CommunitySections(secrets)::read,
                Community::name,
                "name",
                community -> "the same community stands here twice");
        SourceSettings source = SourceSection.read(root.section("source"));
        List<Recipient> receivers = all(
                root.sections("receiver"),
                new ReceiverSections(secrets, users)::read,
                Recipient::destination,
                "address",
                receiver -> "this receiver stands here twice, and would get each notification twice");
        Configuration configuration = AgentSection.read(root.section("agent"), new Access(users, communities), source)
                .alerting(
                        AlertSections.read(root.sections("alert")),
                        NotifySection.read(root.section("notify")),
                        receivers);
        root.end();
        return configuration;
    }

    /**
     * What the sections say, without those that are refused.
     *
     * @param identity what no two of them may have
     * @param key of the section where it stands
     * @param twice what is wrong with the second one
     */
    private static <T> List<T> all(
            List<Section> sections,
            Function<Section, @Nullable T> reader,
            Function<T, Object> identity,
            String key,
            Function<T, String> twice) {
        List<T> all = new ArrayList<>();
        Set<Object> known = new HashSet<>();
        for (Section section : sections) {
            T read = reader.apply(section);
            if (read != null && !known.add(identity.apply(read))) {
                section.refuse(key, twice.apply(read) + "; remove one of them");
            } else if (read != null) {
                all.add(read);
            }
        }
        return all;
    }
}
