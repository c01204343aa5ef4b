package org.sparkall.auth.portal;

import io.quarkus.qute.TemplateData;
import java.net.URI;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.sparkall.auth.integration.Integration;
import org.sparkall.scope.ScopeCatalog;

/** What pages say of an integration. */
final class IntegrationCard {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private IntegrationCard() {}

    /** An integration. */
    @TemplateData
    public record Card(
            String id,
            String clientId,
            String name,
            String description,
            boolean isPublic,
            boolean usesSecret,
            boolean enabled,
            List<String> redirectUris,
            List<String> scopes,
            List<String> features,
            String authentication,
            String changed) {}

    /** A scope that it registered, in words. */
    @TemplateData
    public record Permission(String name, String title, boolean needsAdministrator) {}

    static Card of(Integration it) {
        Integration.Profile profile = it.profile();
        return new Card(
                it.id().toString(),
                it.clientId(),
                profile.name(),
                profile.description(),
                it.type().wireName().equals("public"),
                it.settings().authentication().usesSecret(),
                it.isEnabled(),
                profile.redirectUris().stream().map(URI::toString).toList(),
                profile.scopes(),
                profile.features(),
                it.settings().authentication().wireName(),
                DAY.format(it.updatedAt()));
    }

    static List<Permission> permissions(Integration it, ScopeCatalog catalog) {
        return catalog.knownTexts(it.profile().scopes()).names().stream()
                .flatMap(name -> Stream.concat(
                        catalog.aggregate(name).map(a -> new Permission(name.value(), a.title(), false)).stream(),
                        catalog
                                .scope(name)
                                .map(s -> new Permission(
                                        name.value(), s.title(), s.kind().isAddOn()))
                                .stream()))
                .toList();
    }
}
