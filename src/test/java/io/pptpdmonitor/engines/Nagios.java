package io.pptpdmonitor.engines;

import static org.assertj.core.api.Assertions.assertThat;

import io.pptpdmonitor.Program;
import io.pptpdmonitor.RunningProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Nagios 4 in the foreground, with the shipped definitions as an administrator includes them; a second is a second. As it
 * takes no character but ^ out of macros, it hands each text to a shell as it is.
 */
final class Nagios implements Engine {

    private static final String OBJECTS = """
            define timeperiod {
                timeperiod_name     always
                alias               always
                monday              00:00-24:00
                tuesday             00:00-24:00
                wednesday           00:00-24:00
                thursday            00:00-24:00
                friday              00:00-24:00
                saturday            00:00-24:00
                sunday              00:00-24:00
            }
            define command {
                command_name        notify
                command_line        printf '%%s\\n' "$SERVICEOUTPUT$" >>%1$s/notified
            }
            define command {
                command_name        handle
                command_line        printf '%%s\\n' "$SERVICEOUTPUT$" >>%1$s/handled
            }
            define contact {
                contact_name                    admin
                host_notifications_enabled      0
                service_notification_period     always
                host_notification_period        always
                service_notification_options    w,u,c,r
                host_notification_options       n
                service_notification_commands   notify
                host_notification_commands      notify
            }
            define host {
                name                    generic-host
                check_period            always
                active_checks_enabled   0
                max_check_attempts      1
                notification_period     always
                contacts                admin
                register                0
            }
            define service {
                name                    generic-service
                check_period            always
                check_interval          3600
                retry_interval          3600
                max_check_attempts      1
                notification_period     always
                notification_interval   0
                contacts                admin
                register                0
            }
            """;

    private static final String SETTINGS = """
            log_file=%1$s/nagios.log
            cfg_file=%1$s/objects.cfg
            cfg_file=%2$s/commands.cfg
            cfg_file=%2$s/services.cfg
            cfg_file=%2$s/check_snmp.cfg
            cfg_file=%2$s/passive.cfg
            resource_file=%1$s/resource.cfg
            object_cache_file=%1$s/objects.cache
            precached_object_file=%1$s/objects.precache
            status_file=%1$s/status.dat
            status_update_interval=1
            temp_file=%1$s/temp
            temp_path=%1$s
            lock_file=%1$s/lock
            command_file=%1$s/rw/nagios.cmd
            query_socket=%1$s/rw/nagios.qh
            check_result_path=%1$s/spool
            log_archive_path=%1$s/archive
            state_retention_file=%1$s/retention
            nagios_user=%3$s
            nagios_group=%4$s
            use_syslog=0
            check_for_updates=0
            check_external_commands=1
            enable_notifications=1
            enable_event_handlers=1
            global_service_event_handler=handle
            interval_length=1
            service_inter_check_delay_method=0.1
            service_interleave_factor=1
            check_result_reaper_frequency=1
            check_service_freshness=1
            service_freshness_check_interval=1
            illegal_macro_output_chars=^
            """;

    private final Path directory;
    private final RunningProgram program;
    private Map<String, String> last = Map.of();
    private FileTime written = FileTime.fromMillis(0);

    private Nagios(Path directory, RunningProgram program) {
        this.directory = directory;
        this.program = program;
    }

    /**
     * Checks the configuration as {@code nagios4 -v} does, and starts it.
     *
     * @param plugins what is to be $USER1$
     * @param objects hosts and services
     */
    static Nagios start(Path directory, Path plugins, Map<String, String> environment, String objects)
            throws IOException {
        for (String part : List.of("rw", "spool", "archive")) {
            Files.createDirectories(directory.resolve(part));
        }
        Path shipped = Path.of("nagios").toAbsolutePath();
        Files.writeString(directory.resolve("resource.cfg"), "$USER1$=" + plugins + "\n");
        Files.writeString(directory.resolve("objects.cfg"), OBJECTS.formatted(directory) + objects);
        Path settings = Files.writeString(
                directory.resolve("nagios.cfg"), SETTINGS.formatted(directory, shipped, Icinga.OWNER, Icinga.OWNERS));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        Program program = Program.require("nagios4");
        Program.Result checked = program.run("-v", settings.toString());
        assertThat(checked.exit()).as(checked.out() + checked.err()).isZero();
        assertThat(checked.out()).contains("Total Warnings: 0");
        return new Nagios(directory, RunningProgram.start(directory, environment, program.path(), settings.toString()));
    }

    @Override
    public Map<String, Told> told() {
        Map<String, Told> told = new HashMap<>();
        blocks().forEach((service, block) -> told.put(service, told(block)));
        return told;
    }

    @Override
    public Schedule schedule(String service) {
        String block = blocks().get(service);
        return new Schedule(
                Double.parseDouble(field(block, "last_check")),
                Double.parseDouble(field(block, "next_check")),
                field(block, "state_type").equals("1"));
    }

    /** What status.dat has of each service; empty while there is none. */
    private Map<String, String> blocks() {
        Path status = directory.resolve("status.dat");
        try {
            FileTime now = Files.getLastModifiedTime(status);
            if (!now.equals(written)) {
                last = blocks(Files.readString(status, StandardCharsets.ISO_8859_1));
                written = now;
            }
            return last;
        } catch (NoSuchFileException notYet) {
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> blocks(String status) {
        Map<String, String> blocks = new HashMap<>();
        for (String block : status.split("\n(?=servicestatus \\{)", -1)) {
            if (block.startsWith("servicestatus {")) {
                blocks.put(field(block, "host_name") + "!" + field(block, "service_description"), block);
            }
        }
        return blocks;
    }

    private static Told told(String block) {
        return field(block, "has_been_checked").equals("0")
                ? Told.NOTHING
                : new Told(
                        Integer.parseInt(field(block, "current_state")),
                        field(block, "plugin_output").strip(),
                        field(block, "performance_data").strip());
    }

    private static String field(String block, String name) {
        int begin = block.indexOf("\n\t" + name + "=") + name.length() + 3;
        return block.substring(begin, block.indexOf('\n', begin));
    }

    @Override
    public List<String> notified() throws IOException {
        return Files.readAllLines(directory.resolve("notified"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public List<String> handled() throws IOException {
        return Files.readAllLines(directory.resolve("handled"), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void leave(String service) throws IOException {
        command("DISABLE_SVC_CHECK;" + service.replace('!', ';'));
    }

    @Override
    public void hurry(String service) throws IOException {
        String its = service.replace('!', ';');
        command("CHANGE_NORMAL_SVC_CHECK_INTERVAL;" + its + ";1");
        command("SCHEDULE_SVC_CHECK;" + its + ";" + Instant.now().getEpochSecond());
    }

    @Override
    public void submit(String service, int state, String text) throws IOException {
        command("PROCESS_SERVICE_CHECK_RESULT;" + service.replace('!', ';') + ";" + state + ";" + text);
    }

    @Override
    public void fail(String check) throws IOException {
        for (int i = 0; i < 3; i++) {
            submit("shipped!pptpd-" + check, 2, "PPTPD " + check + " CRITICAL");
        }
    }

    private void command(String line) throws IOException {
        Files.writeString(
                commandFile(), "[" + Instant.now().getEpochSecond() + "] " + line + "\n", StandardOpenOption.WRITE);
    }

    Path commandFile() {
        return directory.resolve("rw/nagios.cmd");
    }

    /** As the objects that it made of the configuration stand in its cache. */
    String objects() throws IOException {
        return Files.readString(directory.resolve("objects.cache"));
    }

    @Override
    public void close() {
        program.close();
    }
}
