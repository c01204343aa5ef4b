package org.sparkall.localstack.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.journey.SuiteApi;
import org.sparkall.localstack.part.LocalStackException;
import org.sparkall.localstack.suite.SuiteAddresses;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verify-record}: checks every entry and seal of the record of consents; exit code 1 when anything does not fit. */
@Command(
        name = "verify-record",
        mixinStandardHelpOptions = true,
        description = "Checks that nobody has changed the record of consents.")
final class VerifyRecordCommand implements Callable<Integer> {

    @Option(
            names = "--known-seal",
            paramLabel = "NUMBER:HASH",
            description = "A seal that was written down earlier: the record must still hold it.")
    @Nullable
    String knownSeal;

    @Override
    public Integer call() throws IOException {
        SuiteAddresses at = SuiteAddresses.of(LocalRun.suite()
                .orElseThrow(() -> new LocalStackException("The suite is not running: start it with ./sparkall up."))
                .ports());
        Reply reply = new SuiteApi(at).verifyRecord(knownSeal);
        if (reply.status() != 200) {
            throw new LocalStackException("consent-service answered " + reply.status() + ": " + reply.text("detail"));
        }
        JsonNode report = reply.json();
        System.out.printf(
                "%d consents, %d entries, %d of them sealed%n",
                report.path("consents").asLong(),
                report.path("entries").asLong(),
                report.path("sealed").asLong());
        JsonNode seal = report.path("newest_seal");
        if (!seal.isMissingNode()) {
            System.out.printf(
                    "newest seal %d:%s%n",
                    seal.path("number").asLong(), seal.path("hash").asText());
        }
        report.path("findings").forEach(it -> System.out.println("BROKEN " + it));
        boolean intact = report.path("intact").asBoolean();
        System.out.println(intact ? "intact" : report.path("broken").asLong() + " things do not fit");
        return intact ? 0 : 1;
    }
}
