package org.sparkall.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.sparkall.acceptance.RunningSuite.FILE;
import static org.sparkall.acceptance.RunningSuite.isActive;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.backup.Backup;
import org.sparkall.localstack.backup.Restore;
import org.sparkall.localstack.backup.Restore.Lost;
import org.sparkall.localstack.demo.Demo;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.SuitePorts;

/** What comes back of a backup, and what must not. Each test restores the same backup of a suite that was used before and after it. */
class RestoreIT {

    private static final Path FOLDER = Path.of("target", "restore").toAbsolutePath();
    private static final Path BACKUP = FOLDER.resolve("backup");
    private static final Path LOST = FOLDER.resolve("lost");
    private static final Path KEYS = FOLDER.resolve("keys.properties");
    /** An installation has the same addresses after a restore: tokens name their issuer. */
    private static final SuitePorts PORTS = SuitePorts.anyFree();

    // Of before the backup.
    private static Granted kept;
    private static Granted withdrawn;
    private static IntegrationClient undecided;
    private static String unusedCode;
    private static final CodeVerifier UNUSED_VERIFIER = new CodeVerifier();
    private static Granted rotated;
    private static Granted withdrawnLater;
    private static Granted integrationChangedLater;
    private static String erasedLater;
    private static Map<String, JsonNode> alicesConsents;
    private static String knownSeal;
    private static Instant takenAt;

    // Of after it.
    private static String rotatedSuccessor;
    private static Granted begunLater;

    @BeforeAll
    static void aSuiteIsUsedBackedUpUsedAgainAndLost() throws IOException {
        delete(FOLDER);
        try (OwnSuite suite = OwnSuite.start(PORTS, LOST)) {
            assertThat(new Demo(suite.at(), new PrintStream(PrintStream.nullOutputStream())).run())
                    .isTrue();
            kept = suite.grant("alice", suite.registered("spark:all"));
            withdrawn = suite.grant("alice", suite.registered("spark:all"));
            suite.withdraw("alice", withdrawn);
            undecided = suite.registered("spark:all");
            unusedCode = suite.code("alice", undecided, UNUSED_VERIFIER);
            rotated = suite.grant("ada", suite.registered("spark:all"));
            withdrawnLater = suite.grant("bob", suite.registered("spark:all"));
            integrationChangedLater = suite.grant("bob", suite.registered("spark:all"));
            erasedLater = RunningSuite.claims(
                            suite.grant("grace", suite.registered("spark:all")).accessToken())
                    .getSubject();
            suite.awaitReason("consent_withdrawn", withdrawn);
            alicesConsents = suite.consents("alice");
            knownSeal = newestSeal(suite);

            takenAt = Backup.take(suite.parts(), BACKUP);
            Files.copy(suite.parts().secretsFile(), KEYS);

            Reply refreshed = rotated.integration().refresh(rotated.refreshToken());
            rotatedSuccessor = refreshed.text("refresh_token");
            suite.withdraw("bob", withdrawnLater);
            rotateSecret(suite, integrationChangedLater.integration());
            assertThat(suite.api().erase("ops", erasedLater).status()).isEqualTo(200);
            begunLater = suite.grant("bob", suite.registered("spark:all"));
            suite.awaitReason("consent_withdrawn", withdrawnLater);
            suite.awaitReason("granted_by_aggregate", begunLater);
        }
    }

    private static int grantsOf(String person, OwnSuite suite) throws SQLException {
        try (Connection database = DriverManager.getConnection(suite.parts().adminUrl("auth"));
                PreparedStatement count = database.prepareStatement("SELECT count(*) FROM grants WHERE person = ?")) {
            count.setString(1, person);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Test
    void anEmptySuiteIsAsTheBackedUpOneWas() throws IOException {
        Path folder = FOLDER.resolve("empty");
        restore(folder, Optional.of(KEYS), Lost.NOTHING);
        try (OwnSuite suite = OwnSuite.start(PORTS, folder)) {
            assertThat(suite.consents("alice")).isEqualTo(alicesConsents);
            assertThat(intact(suite, knownSeal)).isTrue();

            suite.awaitReason("granted_by_aggregate", kept);
            assertThat(isActive(kept.integration(), kept.accessToken())).isTrue();
            Reply refreshed = kept.integration().refresh(kept.refreshToken());
            assertThat(refreshed.status()).isEqualTo(200);
            assertThat(suite.reasonByToken(kept)).isEqualTo("granted_by_aggregate");

            suite.awaitReason("consent_withdrawn", withdrawn);
            assertEnded(suite, withdrawn);
            assertThat(undecided.redeem(unusedCode, UNUSED_VERIFIER).status()).isEqualTo(400);
            assertThat(auditOfRestorations(suite))
                    .containsExactlyInAnyOrder("auth-service", "consent-service", "scope-policy-service");

            // Life goes on: what is said now is heard, of what is new and of what was there.
            Granted another = suite.grant("bob", suite.registered("spark:all"));
            suite.awaitReason("granted_by_aggregate", another);
            suite.withdraw("alice", kept);
            suite.awaitReason("consent_withdrawn", kept);
            assertThat(kept.integration()
                            .refresh(refreshed.text("refresh_token"))
                            .status())
                    .isEqualTo(400);
            Granted again = suite.grant("alice", withdrawn.integration());
            suite.awaitReason("granted_by_aggregate", again);
            assertThat(intact(suite, knownSeal)).isTrue();
        }
    }

    @Test
    void whenKafkaKnowsNothingThatWasTakenBackLivesAgain() throws IOException, SQLException {
        Path folder = FOLDER.resolve("kafka-left");
        copy(LOST, folder);
        delete(folder.resolve("postgresql"));
        restore(folder, Optional.empty(), Lost.KAFKA_KNOWS);
        try (OwnSuite suite = OwnSuite.start(PORTS, folder)) {
            // Whatever nobody touched since the backup is as it was.
            suite.awaitReason("granted_by_aggregate", kept);
            assertThat(kept.integration().refresh(kept.refreshToken()).status()).isEqualTo(200);
            suite.awaitReason("consent_withdrawn", withdrawn);

            assertThat(suite.consent("bob", withdrawnLater.integration())
                            .path("state")
                            .asText())
                    .isEqualTo("expired");
            assertEnded(suite, withdrawnLater);
            suite.awaitReason("consent_withdrawn", withdrawnLater);

            // The one looks unused in the backup, of the other it knows nothing.
            assertEnded(suite, rotated);
            assertThat(rotated.integration().refresh(rotatedSuccessor).status()).isEqualTo(400);

            // A secret that was replaced, perhaps because it was stolen, is not good again.
            assertThat(integrationChangedLater
                            .integration()
                            .refresh(integrationChangedLater.refreshToken())
                            .status())
                    .isNotEqualTo(200);
            suite.awaitReason("integration_disabled", integrationChangedLater);

            suite.awaitReason("integration_disabled", begunLater);
            assertThat(suite.reasonByToken(begunLater)).isNotEqualTo("granted_by_aggregate");
            assertThat(suite.consent("bob", begunLater.integration())
                            .path("state")
                            .asText())
                    .isEqualTo("expired");
            assertThat(suite.consents("grace")).isEmpty();
            assertThat(grantsOf(erasedLater, suite)).isZero();
            assertThat(intact(suite, knownSeal)).isTrue();

            // What is said now counts for more than all that was told before the loss.
            Granted again = suite.grant("bob", withdrawnLater.integration());
            suite.awaitReason("granted_by_aggregate", again);
            assertThat(again.integration().refresh(again.refreshToken()).status())
                    .isEqualTo(200);
            suite.withdraw("bob", again);
            suite.awaitReason("consent_withdrawn", again);
        }
    }

    @Test
    void whenNobodyKnowsEverybodyIsAskedAgain() throws IOException {
        Path folder = FOLDER.resolve("all-lost");
        restore(folder, Optional.of(KEYS), Lost.UNKNOWN);
        try (OwnSuite suite = OwnSuite.start(PORTS, folder)) {
            assertThat(suite.consent("alice", kept.integration()).path("state").asText())
                    .isEqualTo("expired");
            assertEnded(suite, kept);
            suite.awaitReason("consent_withdrawn", kept);
            Granted again = suite.grant("alice", kept.integration());
            suite.awaitReason("granted_by_aggregate", again);
            assertThat(intact(suite, knownSeal)).isTrue();

            // What was seen to is not seen to again, however often a service begins.
            try (SuiteService _ = suite.restarted("consent-service");
                    SuiteService _ = suite.restarted("auth-service")) {
                assertThat(again.integration().refresh(again.refreshToken()).status())
                        .isEqualTo(200);
                assertThat(suite.reason(again)).isEqualTo("granted_by_aggregate");
                assertThat(auditOfRestorations(suite)).hasSize(3);
            }
        }
    }

    @Test
    void aBackupIsForItsOwnerOnlyAndHoldsNoKey() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(BACKUP)))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(BACKUP)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(it -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(it)))
                            .isEqualTo("rw-------"));
        }
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(KEYS)) {
            secrets.load(reader);
        }
        List<String> keys = secrets.stringPropertyNames().stream()
                .filter(it -> it.startsWith("master-key."))
                .map(secrets::getProperty)
                .toList();
        assertThat(keys).hasSize(3);
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(BACKUP.resolve("postgresql.zip")))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String content = new String(zip.readAllBytes(), StandardCharsets.ISO_8859_1);
                assertThat(keys.stream().anyMatch(content::contains))
                        .as(entry.getName())
                        .isFalse();
            }
        }
    }

    @Test
    void aDamagedBackupIsRefused() throws IOException {
        Path damaged = FOLDER.resolve("damaged");
        copy(BACKUP, damaged);
        Path databases = damaged.resolve("postgresql.zip");
        byte[] content = Files.readAllBytes(databases);
        content[content.length / 2] ^= 1;
        Files.write(databases, content);
        Path folder = FOLDER.resolve("never");
        assertThatThrownBy(() -> new Restore(damaged, folder, FILE.apps()).run(Optional.of(KEYS), Lost.NOTHING))
                .isInstanceOf(LocalStackException.class)
                .hasMessage("The backup is damaged: its file postgresql.zip is not what was written.");
        assertThat(folder).doesNotExist();
    }

    @Test
    void aSuiteThatHasDatabasesIsLeftAsItIs() {
        assertThatThrownBy(() -> new Restore(BACKUP, FILE.folder(), FILE.apps()).run(Optional.of(KEYS), Lost.NOTHING))
                .isInstanceOf(LocalStackException.class)
                .hasMessageStartingWith("There are databases in ");
    }

    @Test
    void theKeysOfAnotherSuiteAreRefused() {
        Path others = FILE.folder().resolve("secrets.properties");
        assertThatThrownBy(() -> new Restore(BACKUP, FOLDER.resolve("never"), FILE.apps())
                        .run(Optional.of(others), Lost.NOTHING))
                .isInstanceOf(LocalStackException.class)
                .hasMessageContaining("are not those of the suite that was backed up");
    }

    private static void restore(Path folder, Optional<Path> keys, Lost lost) {
        assertThat(new Restore(BACKUP, folder, FILE.apps()).run(keys, lost)).isEqualTo(takenAt);
    }

    private static void assertEnded(OwnSuite suite, Granted granted) {
        assertThat(isActive(granted.integration(), granted.accessToken())).isFalse();
        assertThat(granted.integration().refresh(granted.refreshToken()).status())
                .isEqualTo(400);
        assertThat(suite.reasonByToken(granted)).isNotEqualTo("granted_by_aggregate");
    }

    private static void rotateSecret(OwnSuite suite, IntegrationClient integration) {
        for (JsonNode it : suite.send("GET", suite.at().auth() + "/v1/integrations", "dev", "")
                .json()
                .path("items")) {
            if (!it.path("client_id").asText().equals(integration.clientId())) continue;
            String address =
                    suite.at().auth() + "/v1/integrations/" + it.path("id").asText() + "/secret";
            assertThat(suite.send("POST", address, "dev", "").status()).isEqualTo(200);
            return;
        }
        throw new AssertionError("dev has no integration " + integration.clientId());
    }

    /** Seals are made once a minute: none may be there yet. */
    private static String newestSeal(OwnSuite suite) {
        JsonNode seal = suite.api().verifyRecord(null).json().path("newest_seal");
        return seal.isMissingNode()
                ? ""
                : seal.path("number").asText() + ":" + seal.path("hash").asText();
    }

    private static boolean intact(OwnSuite suite, String seal) {
        return suite.api()
                .verifyRecord(seal.isEmpty() ? null : seal)
                .json()
                .path("intact")
                .asBoolean();
    }

    private static List<String> auditOfRestorations(OwnSuite suite) {
        String entries = suite.at().consent() + "/v1/audit-entries?action=service.restored";
        return await().until(
                        () -> suite.send("GET", entries, "ops", "").json().path("items").findValues("target").stream()
                                .map(it -> it.path("id").asText())
                                .toList(),
                        it -> it.size() == 3);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) Files.copy(file, to.resolve(from.relativize(file)));
        }
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) return;
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        }
    }
}
