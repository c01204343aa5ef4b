package org.sparkall.admin.key;

import static org.sparkall.admin.connection.ServiceClient.Call.get;
import static org.sparkall.admin.connection.ServiceClient.Call.post;
import static org.sparkall.admin.connection.ServiceClient.segment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.sparkall.admin.AdminCommand;
import org.sparkall.admin.connection.AdminException;
import org.sparkall.admin.connection.Part;
import org.sparkall.admin.connection.ServiceClient.Call;
import org.sparkall.admin.output.Confirmation;
import org.sparkall.admin.output.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code keys}: what auth-service signs tokens with, and scope-policy-service catalogs. */
@Command(
        name = "keys",
        description = "Signing keys (realm role key-operator).",
        subcommands = {KeyCommands.ListKeys.class, KeyCommands.Rotate.class, KeyCommands.Compromise.class})
public final class KeyCommands {

    private static final String ROLE = "key-operator";
    private static final String KEYS = "/v1/keys";

    KeyCommands() {}

    /** Who has keys. */
    enum Signer {
        AUTH(Part.AUTH),
        POLICY(Part.POLICY);

        private final Part part;

        Signer(Part part) {
            this.part = part;
        }
    }

    /** A command about keys of one service or of both. */
    abstract static class OfSigners extends AdminCommand {

        @Option(
                names = "--service",
                paramLabel = "SERVICE",
                defaultValue = "auth,policy",
                split = ",",
                description = "Of auth or of policy; of both unless told.")
        List<Signer> signers = List.of();

        /** The keys of these services, each with its service's name. */
        final ObjectNode keys(java.util.function.Function<Part, Call> call) {
            ObjectNode all = JsonNodeFactory.instance.objectNode();
            var keys = all.putArray("keys");
            for (Signer signer : signers) {
                for (JsonNode key : services().ask(call.apply(signer.part)).path("keys")) {
                    ObjectNode named = keys.addObject().put("service", signer.part.title());
                    key.properties().forEach(it -> named.set(it.getKey(), it.getValue()));
                }
            }
            return all;
        }

        final int show(ObjectNode keys) {
            output().show(keys, () -> table(keys));
            return 0;
        }
    }

    private static Table table(JsonNode keys) {
        Table table = Table.of("There is no key.", "SERVICE", "ALG", "STATE", "SIGNS FROM", "SIGNS UNTIL", "KID");
        keys.path("keys")
                .forEach(it -> table.row(
                        it.path("service").asText(),
                        it.path("alg").asText(),
                        it.path("state").asText(),
                        it.path("signs_from").asText(),
                        it.path("signs_until").asText(),
                        it.path("kid").asText()));
        return table;
    }

    @Command(name = "list", description = "The keys of tokens that could be valid, their states and times.")
    static final class ListKeys extends OfSigners {
        @Override
        protected int run() {
            return show(keys(part -> get(part, KEYS, ROLE)));
        }
    }

    @Command(
            name = "rotate",
            description =
                    "Publishes the next key of each algorithm now; it signs when verifiers have had time to see it.")
    static final class Rotate extends OfSigners {
        @Mixin
        Confirmation confirmation = new Confirmation();

        @Override
        protected int run() {
            confirmation.ask("The signing keys of "
                    + String.join(
                            " and ", signers.stream().map(it -> it.part.title()).toList()) + " are rotated.");
            return show(keys(part -> post(part, KEYS + "/rotation", ROLE)));
        }
    }

    @Command(
            name = "compromise",
            description =
                    "Ends trust in a key at once: every token that it signed is worthless. Another signs in its place.")
    static final class Compromise extends OfSigners {
        @Mixin
        Confirmation confirmation = new Confirmation();

        @Parameters(paramLabel = "KID", description = "The key's id, by 'keys list'.")
        String kid = "";

        @Override
        protected int run() {
            Part holder = holder();
            confirmation.ask("Every token that key " + kid + " of " + holder.title() + " signed becomes worthless.");
            signers = List.of(holder == Part.AUTH ? Signer.AUTH : Signer.POLICY);
            return show(keys(part -> post(part, KEYS + "/" + segment(kid) + "/compromise", ROLE)));
        }

        private Part holder() {
            for (Signer signer : signers) {
                for (JsonNode key : services().ask(get(signer.part, KEYS, ROLE)).path("keys")) {
                    if (key.path("kid").asText().equals(kid)) return signer.part;
                }
            }
            throw AdminException.refused("There is no key " + kid + ".");
        }
    }
}
