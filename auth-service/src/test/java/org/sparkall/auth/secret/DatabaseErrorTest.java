package org.sparkall.auth.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** What the database says of a statement that failed goes to the log: the statement's values must not. */
@QuarkusTest
class DatabaseErrorTest {

    @Inject
    Jdbi jdbi;

    @Test
    void noValueOfAFailedStatementIsInItsError() {
        String secret = UUID.randomUUID().toString();
        Throwable misfit = catchThrowable(() -> jdbi.useHandle(
                handle -> handle.createUpdate("INSERT INTO revoked_access_token (jti, expires_at) VALUES (:jti, :jti)")
                        .bind("jti", secret)
                        .execute()));
        Throwable twice = catchThrowable(() -> jdbi.useHandle(handle -> {
            for (int i = 0; i < 2; i++) {
                handle.createUpdate("INSERT INTO revoked_access_token (jti, expires_at) VALUES (:jti, now())")
                        .bind("jti", secret)
                        .execute();
            }
        }));
        assertThat(printed(misfit)).contains("timestamp").doesNotContain(secret);
        assertThat(printed(twice)).contains("unique").doesNotContain(secret);
    }

    private static String printed(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
