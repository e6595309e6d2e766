package io.pptpdmonitor.proc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalAddressesTest {

    /** Of a Linux 6.1 with the address 192.168.0.1/24 on an interface. */
    private static final String TABLE = """
            Main:
              +-- 0.0.0.0/1 2 0 2
                 +-- 127.0.0.0/8 2 0 2
                    +-- 127.0.0.0/31 1 0 0
                       |-- 127.0.0.0
                          /8 host LOCAL
                       |-- 127.0.0.1
                          /32 host LOCAL
                    |-- 127.255.255.255
                       /32 link BROADCAST
              +-- 192.168.0.0/24 2 0 1
                 +-- 192.168.0.0/30 2 0 2
                    |-- 192.168.0.0
                       /24 link UNICAST
                    |-- 192.168.0.1
                       /32 host LOCAL
                    |-- 192.168.0.2
                       /32 link UNICAST
                 |-- 192.168.0.255
                    /32 link BROADCAST
            """;

    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "192.168.0.1, true",
        "127.0.0.0, false",
        "192.168.0.0, false",
        "192.168.0.2, false",
        "192.168.0.255, false",
        "192.168.0, false",
        "203.0.113.7, false",
        "'', false"
    })
    void areThoseThatTheKernelDeliversToItself(String address, boolean local) throws IOException {
        Files.createDirectories(root.resolve("proc/net"));
        Files.writeString(root.resolve("proc/net/fib_trie"), TABLE);

        assertThat(new LiveHost(root).hasAddress(address)).isEqualTo(local);
    }

    @Test
    void areNoneWhereThereIsNoTable() {
        assertThat(new LiveHost(root).hasAddress("127.0.0.1")).isFalse();
    }

    @Test
    void ofThisHostHoldItsLoopback() {
        assertThat(new LiveHost(Path.of("/")).hasAddress("127.0.0.1")).isTrue();
    }
}
