package org.sparkall.localstack.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.sparkall.localstack.part.LocalStackException;

/**
 * What a process needs to know of a suite that another one runs.
 *
 * @param folder the suite's data and logs
 * @param apps the folder with each service's build
 * @param pids the parts' processes by name, as they were when the suite had started
 */
public record SuiteFile(SuitePorts ports, Path folder, Path apps, Map<String, Long> pids) {

    /** Names the file of the suite that tests shall use. */
    public static final String VARIABLE = "SPARKALL_SUITE_FILE";

    /** The suite that {@value #VARIABLE} names. */
    public static Optional<SuiteFile> fromEnvironment() {
        return Optional.ofNullable(System.getenv(VARIABLE)).map(Path::of).map(SuiteFile::read);
    }

    /** The suite as an object that can start single services again; it is not to be started as a whole. */
    public Suite suite() {
        return new Suite(ports, folder, apps, new Progress(System.out));
    }

    /** Notes a process that was started in a part's place, so that it is stopped with the suite. */
    public void remember(ProcessHandle process) {
        new Leftovers(folder.resolve("processes")).remember(process);
    }

    public void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("port.auth", Integer.toString(ports.auth()));
        properties.setProperty("port.policy", Integer.toString(ports.policy()));
        properties.setProperty("port.consent", Integer.toString(ports.consent()));
        properties.setProperty("port.keycloak", Integer.toString(ports.keycloak()));
        properties.setProperty("port.keycloak-management", Integer.toString(ports.keycloakManagement()));
        properties.setProperty("port.kafka", Integer.toString(ports.kafka()));
        properties.setProperty("port.postgres", Integer.toString(ports.postgres()));
        properties.setProperty("folder", folder.toString());
        properties.setProperty("apps", apps.toString());
        pids.forEach((name, pid) -> properties.setProperty("pid." + name, Long.toString(pid)));
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, null);
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be written.", e);
        }
    }

    /** Reads what {@link #write} wrote. */
    public static SuiteFile read(Path file) {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new LocalStackException("The file " + file + " cannot be read.", e);
        }
        Map<String, Long> pids = new TreeMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith("pid."))
                pids.put(name.substring("pid.".length()), Long.valueOf(properties.getProperty(name)));
        }
        SuitePorts ports = new SuitePorts(
                port(properties, "auth"),
                port(properties, "policy"),
                port(properties, "consent"),
                port(properties, "keycloak"),
                port(properties, "keycloak-management"),
                port(properties, "kafka"),
                port(properties, "postgres"));
        return new SuiteFile(
                ports, Path.of(properties.getProperty("folder")), Path.of(properties.getProperty("apps")), pids);
    }

    private static int port(Properties properties, String part) {
        return Integer.parseInt(properties.getProperty("port." + part));
    }
}
