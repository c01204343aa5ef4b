package org.sparkall.acceptance;

import static org.sparkall.acceptance.RunningSuite.AT;
import static org.sparkall.acceptance.RunningSuite.FILE;

import java.util.Map;
import org.sparkall.acceptance.RunningSuite.Granted;
import org.sparkall.localstack.journey.Reply;
import org.sparkall.localstack.part.Ports;
import org.sparkall.localstack.service.SuiteService;
import org.sparkall.localstack.suite.SuiteAddresses;

/** A replica of auth-service that finds every scope claim too long, as all do when the catalog has many scopes. */
final class TerseReplica implements AutoCloseable {

    private final SuiteService service = FILE.suite()
            .settings()
            .another(
                    "auth-service",
                    "auth-service-terse",
                    Ports.free(),
                    Map.of("SPARKALL_TOKEN_SCOPE_CLAIM_LIMIT", "20"));

    TerseReplica() {
        service.start();
    }

    /** Where it is, beside the suite's other services. */
    SuiteAddresses addresses() {
        return new SuiteAddresses(
                service.address(), AT.policy(), AT.consent(), AT.keycloak(), AT.kafka(), AT.postgresPort());
    }

    /** A token that it makes for a grant, in place of the one that the grant began with. */
    String token(Granted granted) {
        Reply refreshed = granted.integration().at(addresses()).refresh(granted.refreshToken());
        if (refreshed.status() != 200) throw new AssertionError("no tokens: " + refreshed.body());
        return refreshed.text("access_token");
    }

    @Override
    public void close() {
        service.close();
    }
}
