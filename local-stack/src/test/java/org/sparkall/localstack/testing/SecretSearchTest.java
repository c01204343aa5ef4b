package org.sparkall.localstack.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sparkall.localstack.testing.SecretSearch.Finding;

class SecretSearchTest {

    private static final String CODE = "f3kZq81LmNop2Rst4UvWx6Yz";
    private static final String JWT = "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.M3v9qLx7Tz0pB5nYcK2dW8";

    @TempDir
    private Path logs;

    @Test
    void aSecretIsFoundWholeAndInPart() throws IOException {
        Path log = Files.writeString(
                logs.resolve("a.log"), "nothing\ncode=" + CODE + "&state=1\n{\"t\":\"" + JWT + "\"}\n");
        Path cut = Files.writeString(logs.resolve("b.log"), "\n\n\n" + CODE.substring(0, 16) + "...");
        assertThat(search().in(logs)).containsExactly(new Finding(log, 2), new Finding(log, 3), new Finding(cut, 4));
    }

    @Test
    void whatIsLikeASecretIsNone() throws IOException {
        Files.writeString(
                logs.resolve("a.log"),
                "eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.other0signature0of0it\n" + CODE.substring(1) + "\nx\n"
                        + CODE.substring(0, 15));
        assertThat(search().in(logs)).isEmpty();
    }

    @Test
    void whatIsNoSecretIsNotSearchedFor() {
        assertThat(new SecretSearch(List.of("spark-auth-service", "alice", "short1", CODE, CODE)).size())
                .isEqualTo(1);
    }

    @Test
    void aRequestUriIsKnownByWhatFollowsItsPrefix() throws IOException {
        Path log = Files.writeString(logs.resolve("a.log"), "request " + CODE);
        SecretSearch search = new SecretSearch(List.of("urn:ietf:params:oauth:request_uri:" + CODE));
        assertThat(search.in(logs)).containsExactly(new Finding(log, 1));
    }

    private static SecretSearch search() {
        return new SecretSearch(List.of(CODE, JWT));
    }
}
