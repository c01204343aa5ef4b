package org.sparkall.localstack.journey;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A person of the local realm in front of a browser without scripts: signs in at Keycloak, reads the consent page, answers it. */
public final class Person {

    private static final int MOST_REDIRECTS = 20;

    private final String name;
    private final Requests browser = new Requests();

    /** @param name their user name, which is their password too */
    public Person(String name) {
        this.name = name;
    }

    /** What came of opening an authorization request: the consent page, or the address at the integration without any page. */
    public sealed interface Arrival {

        /** The consent page. */
        record AtConsent(Document page) implements Arrival {}

        /** Back at the integration. */
        record AtIntegration(URI address) implements Arrival {}

        /** A page that is neither the consent page nor a sign-in: an error. */
        record AtError(int status, Document page) implements Arrival {}

        /** Where this is, in words; without the address's parameters, which hold secrets. */
        default String where() {
            return switch (this) {
                case AtConsent it -> "to the consent page";
                case AtIntegration it -> "to the integration";
                case AtError it ->
                    "to a page with status " + it.status() + ", titled '"
                            + it.page().title() + "' at " + it.page().location().replaceFirst("\\?.*", "");
            };
        }
    }

    /**
     * Opens an authorization request and signs in when asked to.
     *
     * @param redirectUri where the integration awaits the browser
     */
    public Arrival open(URI authorizationRequest, String redirectUri) {
        return follow(browser.get(authorizationRequest), authorizationRequest, redirectUri);
    }

    /** Accepts with these add-ons left ticked. */
    public Arrival accept(Document page, List<String> addOns, String redirectUri) {
        return answer(page, "accept", addOns, redirectUri);
    }

    public Arrival decline(Document page, String redirectUri) {
        return answer(page, "decline", List.of(), redirectUri);
    }

    /** Answers a page of another kind with one of its buttons. */
    public Arrival choose(Document page, String decision, String redirectUri) {
        return answer(page, decision, List.of(), redirectUri);
    }

    /** The add-ons that the page offers. */
    public static List<String> addOns(Document page) {
        return page.select("input[name=scope]").eachAttr("value");
    }

    private Arrival answer(Document page, String decision, List<String> addOns, String redirectUri) {
        Element form = Objects.requireNonNull(page.selectFirst("form"), "a form");
        Map<String, Object> fields = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(it -> fields.put(it.attr("name"), it.attr("value")));
        fields.put("decision", decision);
        fields.put("scope", new ArrayList<>(addOns));
        return submit(form, fields, redirectUri);
    }

    private Arrival submit(Element form, Map<String, Object> fields, String redirectUri) {
        URI target = URI.create(form.absUrl("action"));
        return follow(browser.send(Requests.form(target.toString(), fields)), target, redirectUri);
    }

    private Arrival follow(Reply first, URI from, String redirectUri) {
        Reply reply = first;
        URI at = from;
        for (int i = 0; i < MOST_REDIRECTS && reply.isRedirect(); i++) {
            at = at.resolve(reply.location());
            if (at.toString().startsWith(redirectUri)) return new Arrival.AtIntegration(at);
            reply = browser.get(at);
        }
        Document page = Jsoup.parse(reply.body(), at.toString());
        Element login = page.selectFirst("form#kc-form-login");
        if (login != null) {
            return submit(login, Map.of("username", name, "password", name), redirectUri);
        }
        return reply.status() == 200 && page.selectFirst("input[name=challenge]") != null
                ? new Arrival.AtConsent(page)
                : new Arrival.AtError(reply.status(), page);
    }
}
