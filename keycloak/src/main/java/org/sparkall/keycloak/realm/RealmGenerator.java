package org.sparkall.keycloak.realm;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keycloak.representations.idm.RealmRepresentation;
import org.sparkall.catalog.CatalogDocument;
import org.sparkall.scope.ScopeCatalog;

/** Writes the realm files at build time: {@code spark-realm.json} for installations, {@code spark-realm-local.json} for local runs. */
public final class RealmGenerator {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.NON_NULL))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private RealmGenerator() {}

    /**
     * Writes both files.
     *
     * @param args the folder to write to
     */
    public static void main(String[] args) throws IOException {
        Path folder = Files.createDirectories(Path.of(args[0]));
        write(folder.resolve("spark-realm.json"), json(Profile.INSTALLATION));
        write(folder.resolve("spark-realm-local.json"), json(Profile.LOCAL));
    }

    /** Leaves a file alone that is right already, so that nothing is built anew for it. */
    private static void write(Path file, String content) throws IOException {
        if (!Files.exists(file) || !Files.readString(file).equals(content)) Files.writeString(file, content);
    }

    static String json(Profile profile) throws IOException {
        ScopeCatalog catalog = CatalogDocument.shipped().toCatalog();
        RealmRepresentation realm = new SparkRealm(catalog, profile).build();
        return JSON.writeValueAsString(realm) + "\n";
    }
}
