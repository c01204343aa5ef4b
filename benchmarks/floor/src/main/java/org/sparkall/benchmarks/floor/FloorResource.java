package org.sparkall.benchmarks.floor;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.Startup;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.UUID;

/** Endpoints that do one thing each. */
@Path("/")
@Singleton
@Startup
@Produces(MediaType.APPLICATION_JSON)
public class FloorResource {

    /** As long as an answer with a token. */
    private static final String ANSWER = "{\"decision\":true,\"padding\":\"" + "x".repeat(700) + "\"}";

    /** As long as what is signed of a token. */
    private static final byte[] SIGNED = "x".repeat(450).getBytes(StandardCharsets.US_ASCII);

    private final AgroalDataSource database;
    private final KeyPair key;

    FloorResource(AgroalDataSource database) throws GeneralSecurityException, SQLException {
        this.database = database;
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", AmazonCorrettoCryptoProvider.INSTANCE);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        this.key = generator.generateKeyPair();
        try (Connection connection = database.getConnection();
                Statement sql = connection.createStatement()) {
            sql.execute("CREATE TABLE IF NOT EXISTS kept (id uuid PRIMARY KEY, hash bytea NOT NULL)");
        }
    }

    @POST
    @Path("/empty")
    @NonBlocking
    public String empty(String body) {
        return ANSWER;
    }

    /** Signs with ES256 (RFC 7518 section 3.4). */
    @POST
    @Path("/signature")
    @NonBlocking
    public String signature(String body) throws GeneralSecurityException {
        Signature signature =
                Signature.getInstance("SHA256withECDSAinP1363Format", AmazonCorrettoCryptoProvider.INSTANCE);
        signature.initSign(key.getPrivate());
        signature.update(SIGNED);
        return "{\"signature\":\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign())
                + "\",\"padding\":\"" + "x".repeat(600) + "\"}";
    }

    /** One round trip to the database, durable when it has returned. */
    @POST
    @Path("/commit")
    @RunOnVirtualThread
    public String commit(String body) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement sql = connection.prepareStatement("INSERT INTO kept (id, hash) VALUES (?, ?)")) {
            sql.setObject(1, UUID.randomUUID());
            sql.setBytes(2, SIGNED);
            sql.executeUpdate();
        }
        return ANSWER;
    }
}
