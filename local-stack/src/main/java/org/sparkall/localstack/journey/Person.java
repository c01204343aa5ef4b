package org.sparkall.localstack.journey;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
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
    private static final String ACCEPT = "text/html,*/*;q=0.8";
    /** No address begins like this. */
    private static final String NOWHERE = "nowhere:";

    private final String name;
    private final Duration pace;
    private final Requests browser = new Requests();
    private final List<URI> trail = new ArrayList<>();
    private Map<String, String> headers = Map.of();

    /** @param name their user name, which is their password too */
    public Person(String name) {
        this(name, Duration.ZERO);
    }

    /** @param pace how long they take to sign in: people are slower than programs, and the time of a sign-in has whole seconds */
    public Person(String name, Duration pace) {
        this.name = name;
        this.pace = pace;
    }

    /** What came of opening an authorization request: the consent page, or the address at the integration without any page. */
    public sealed interface Arrival {

        /** The consent page. */
        record AtConsent(Document page) implements Arrival {}

        /** Back at the integration. */
        record AtIntegration(URI address) implements Arrival {}

        /** Any other page that was opened without an error, such as the one where devices are connected. */
        record AtPage(Document page) implements Arrival {}

        /** A page that is neither the consent page nor a sign-in: an error. */
        record AtError(int status, Document page) implements Arrival {}

        /** Where this is, in words; without the address's parameters, which hold secrets. */
        default String where() {
            return switch (this) {
                case AtConsent it -> "to the consent page";
                case AtIntegration it -> "to the integration";
                case AtPage it -> "to a page titled '" + it.page().title() + "'";
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
        return follow(get(authorizationRequest), authorizationRequest, redirectUri);
    }

    /** Opens a page of the suite, and signs in when asked to. */
    public Arrival visit(URI address) {
        return open(address, NOWHERE);
    }

    /** Opens an address and reads the first page that comes, even if it asks to sign in. */
    public Document look(URI address) {
        URI at = address;
        Reply reply = get(at);
        for (int i = 0; i < MOST_REDIRECTS && reply.isRedirect(); i++) {
            at = at.resolve(reply.location());
            trail.add(at);
            reply = get(at);
        }
        return Jsoup.parse(reply.body(), at.toString());
    }

    /** From now on the browser sends these headers with its forms, as it does when a form stands on another site. */
    public Person sendingAlso(Map<String, String> more) {
        headers = Map.copyOf(more);
        return this;
    }

    /** The addresses that the browser was sent to, one after another. */
    public List<URI> trail() {
        return List.copyOf(trail);
    }

    /** Submits the form of a page with these fields beside its hidden ones. */
    public Arrival submit(Document page, Map<String, String> fields) {
        return submit(page, fields, NOWHERE);
    }

    /** As {@link #submit(Document, Map)}, with an answer that may lead back to the integration. */
    public Arrival submit(Document page, Map<String, String> fields, String redirectUri) {
        Element form = Objects.requireNonNull(page.selectFirst("form"), "a form");
        Map<String, Object> all = new LinkedHashMap<>(hidden(form));
        all.putAll(fields);
        return submit(form, all, redirectUri);
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
        Map<String, Object> fields = new LinkedHashMap<>(hidden(form));
        fields.put("decision", decision);
        fields.put("scope", new ArrayList<>(addOns));
        return submit(form, fields, redirectUri);
    }

    private static Map<String, String> hidden(Element form) {
        Map<String, String> fields = new LinkedHashMap<>();
        form.select("input[type=hidden]").forEach(it -> fields.put(it.attr("name"), it.attr("value")));
        return fields;
    }

    private Reply get(URI address) {
        return browser.send(Requests.to(address.toString()).header("Accept", ACCEPT));
    }

    private void takeTime() {
        try {
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while signing in", e);
        }
    }

    private Arrival submit(Element form, Map<String, Object> fields, String redirectUri) {
        URI target = URI.create(form.absUrl("action"));
        HttpRequest.Builder request = Requests.form(target.toString(), fields);
        request.header("Accept", ACCEPT);
        headers.forEach(request::header);
        return follow(browser.send(request), target, redirectUri);
    }

    private Arrival follow(Reply first, URI from, String redirectUri) {
        Reply reply = first;
        URI at = from;
        for (int i = 0; i < MOST_REDIRECTS && reply.isRedirect(); i++) {
            at = at.resolve(reply.location());
            trail.add(at);
            if (at.toString().startsWith(redirectUri)) return new Arrival.AtIntegration(at);
            reply = get(at);
        }
        Document page = Jsoup.parse(reply.body(), at.toString());
        Element login = page.selectFirst("form#kc-form-login");
        if (login != null) {
            takeTime();
            return submit(login, Map.of("username", name, "password", name), redirectUri);
        }
        if (reply.status() != 200) return new Arrival.AtError(reply.status(), page);
        return page.selectFirst("input[name=challenge]") != null
                ? new Arrival.AtConsent(page)
                : new Arrival.AtPage(page);
    }
}
