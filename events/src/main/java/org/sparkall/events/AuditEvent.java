package org.sparkall.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who did what to what. When it was, the event says that carries this.
 *
 * @param action what was done, such as {@code integration.updated}
 * @param organization the alias of the organisation in which it was done; null when it was not done in one
 * @param changes what is different now: names of properties, and scopes with a plus or a minus before them; never a value
 * @param reason why, in the words of who did it; null when they gave none
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEvent(
        String action,
        Actor actor,
        Target target,
        @Nullable String organization,
        List<String> changes,
        @Nullable String reason) {

    public AuditEvent {
        changes = List.copyOf(changes);
    }

    /** As the longer constructor, of what was done in no organisation and without a reason. */
    public AuditEvent(String action, Actor actor, Target target, List<String> changes) {
        this(action, actor, target, null, changes, null);
    }

    /** Scopes as {@link #changes} names them: what was added with a plus, what was taken away with a minus. */
    public static List<String> difference(Collection<String> before, Collection<String> after) {
        Stream<String> added = after.stream().filter(it -> !before.contains(it)).map(it -> "+" + it);
        Stream<String> removed =
                before.stream().filter(it -> !after.contains(it)).map(it -> "-" + it);
        return Stream.concat(added, removed).toList();
    }

    /**
     * Who did it.
     *
     * @param id their subject at Keycloak, or an integration's client identifier; null when it was nobody, and for the person of a consent,
     *     whom the consent names
     */
    @RegisterForReflection
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Actor(ActorKind kind, @Nullable String id) {

        public static Actor developer(String subject) {
            return new Actor(ActorKind.DEVELOPER, subject);
        }

        public static Actor integration(String clientId) {
            return new Actor(ActorKind.INTEGRATION, clientId);
        }

        public static Actor operator(String subject) {
            return new Actor(ActorKind.OPERATOR, subject);
        }

        public static Actor administrator(String subject) {
            return new Actor(ActorKind.ADMINISTRATOR, subject);
        }

        /** The suite itself, by a rule that it follows. */
        public static Actor system() {
            return new Actor(ActorKind.SYSTEM, null);
        }
    }

    /** In which capacity. */
    @RegisterForReflection
    public enum ActorKind {
        PERSON,
        DEVELOPER,
        INTEGRATION,
        OPERATOR,
        ADMINISTRATOR,
        ORGANIZATION,
        SYSTEM;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * To what it was done.
     *
     * @param id a client identifier, a name of the catalog, a consent's id, a key's {@code kid} or a service's name
     */
    @RegisterForReflection
    public record Target(TargetKind kind, String id) {}

    /** What there is to do something to. */
    @RegisterForReflection
    public enum TargetKind {
        INTEGRATION,
        /** A scope or an aggregate. */
        SCOPE,
        FEATURE,
        /** A group of scopes. */
        GROUP,
        CONSENT,
        KEY,
        /** One of the suite's own. */
        SERVICE;

        @JsonValue
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
