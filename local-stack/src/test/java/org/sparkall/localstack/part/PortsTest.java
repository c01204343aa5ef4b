package org.sparkall.localstack.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PortsTest {

    @Test
    @EnabledOnOs(OS.LINUX)
    void noPortIsGivenTwiceNorIsOneThatAnOutgoingConnectionMayTake() throws IOException {
        int lowestEphemeral;
        try (Scanner range = new Scanner(Path.of("/proc/sys/net/ipv4/ip_local_port_range"), StandardCharsets.UTF_8)) {
            lowestEphemeral = range.nextInt();
        }
        List<Integer> given = Stream.generate(Ports::free).limit(500).toList();
        assertThat(given).doesNotHaveDuplicates().allMatch(it -> it < lowestEphemeral);
    }
}
