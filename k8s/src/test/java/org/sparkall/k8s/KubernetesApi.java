package org.sparkall.k8s;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The part of a cluster's API that a chart's {@code lookup} of Secrets and Deployments asks. */
final class KubernetesApi {

    private static final KubernetesApi INSTANCE = new KubernetesApi();

    private static final String CORE = """
            {"kind":"APIResourceList","groupVersion":"v1","resources":[{"name":"secrets","singularName":"secret",\
            "namespaced":true,"kind":"Secret","verbs":["get","list"]}]}""";
    private static final String APPS = """
            {"kind":"APIResourceList","groupVersion":"apps/v1","resources":[{"name":"deployments","singularName":"deployment",\
            "namespaced":true,"kind":"Deployment","verbs":["get","list"]}]}""";
    private static final String NO_MORE_SECRETS = """
            {"kind":"SecretList","apiVersion":"v1","metadata":{},"items":[]}""";
    private static final String NOT_FOUND =
            "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"reason\":\"NotFound\",\"code\":404}";

    private final Map<String, String> objects = new ConcurrentHashMap<>();

    private KubernetesApi() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> server.stop(0)));
            Files.writeString(Path.of(System.getenv("KUBECONFIG")), """
                    apiVersion: v1
                    kind: Config
                    clusters: [{name: test, cluster: {server: "http://127.0.0.1:%d"}}]
                    contexts: [{name: test, context: {cluster: test, user: test}}]
                    users: [{name: test, user: {}}]
                    current-context: test
                    """.formatted(
                            server.getAddress().getPort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The cluster that charts are rendered for. */
    static KubernetesApi running() {
        return INSTANCE;
    }

    /** From now on the cluster has these objects, by resource and name ({@code secrets/spark-auth-service}), as JSON. */
    void has(Map<String, String> these) {
        objects.clear();
        objects.putAll(these);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = answer(path);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(body.equals(NOT_FOUND) ? 404 : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String answer(String path) {
        if (path.equals("/api/v1")) return CORE;
        if (path.equals("/apis/apps/v1")) return APPS;
        if (path.endsWith("/secrets")) return NO_MORE_SECRETS;
        int name = path.lastIndexOf('/');
        int resource = path.lastIndexOf('/', name - 1);
        return objects.getOrDefault(path.substring(resource + 1), NOT_FOUND);
    }
}
