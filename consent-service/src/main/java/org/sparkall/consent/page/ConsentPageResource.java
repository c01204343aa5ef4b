package org.sparkall.consent.page;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sparkall.consent.history.Wording;
import org.sparkall.consent.request.AdministratorsAsked;
import org.sparkall.consent.request.CatalogPace;
import org.sparkall.consent.request.Challenge;
import org.sparkall.consent.request.ChallengeSeal;
import org.sparkall.consent.request.ConsentRequests;
import org.sparkall.consent.viewer.PageViewer;
import org.sparkall.pages.PageAnswers;
import org.sparkall.pages.PageLanguage;

/** The page on which a person says yes or no. Only the person whom the challenge is for can see or answer it. */
@Path("/consent")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class ConsentPageResource {

    private final ChallengeSeal seal;
    private final ConsentRequests requests;
    private final ConsentPages pages;
    private final CatalogPace pace;
    private final AnswerTargets targets;
    private final PageViewer viewer;

    ConsentPageResource(
            ChallengeSeal seal,
            ConsentRequests requests,
            ConsentPages pages,
            CatalogPace pace,
            AnswerTargets targets,
            PageViewer viewer) {
        this.seal = seal;
        this.requests = requests;
        this.pages = pages;
        this.pace = pace;
        this.targets = targets;
        this.viewer = viewer;
    }

    @GET
    public Response show(
            @QueryParam("challenge") @Nullable String sealed, @QueryParam("preview") @Nullable String preview) {
        if (preview != null) return viewer.remember(preview(preview));
        Optional<Challenge> opened = seal.open(sealed);
        if (opened.isEmpty()) return viewer.remember(closed(sealed));
        Challenge challenge = opened.get();
        if (!isFor(challenge)) return viewer.remember(somebodyElse(String.valueOf(sealed)));
        if (requests.isAnswered(challenge)) return back(challenge);
        if (!pace.isOfToday(challenge.catalogVersion())) return anew(challenge);
        return viewer.remember(question(challenge, String.valueOf(sealed), false));
    }

    private Response question(Challenge challenge, String sealed, boolean changed) {
        PageLanguage language = viewer.language(challenge.uiLocales());
        String page = pages.question(challenge, sealed, viewer.name(), changed, language, viewer.frame(language));
        return PageAnswers.withForm(200, page, targets.of(challenge));
    }

    /** What people will see, for the developer who asked to see it; it holds nothing that could be answered. */
    private Response preview(String sealed) {
        Optional<Challenge> opened = seal.openPreview(sealed);
        if (opened.isEmpty()) return closed(null);
        if (!isFor(opened.get())) return somebodyElse(null);
        PageLanguage language = viewer.language(opened.get().uiLocales());
        return PageAnswers.of(200, pages.preview(opened.get(), language, viewer.frame(language)));
    }

    /**
     * Takes the answer.
     *
     * @param shownWords what names the words that the page showed: an answer to other words is none
     * @param shownLanguage the language they were in
     */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(
            @FormParam("challenge") @Nullable String sealed,
            @FormParam("decision") @Nullable String decision,
            @FormParam("scope") @Nullable List<String> ticked,
            @FormParam("ask_administrators") @Nullable String askAdministrators,
            @FormParam("justification") @Nullable String justification,
            @FormParam("words") @Nullable String shownWords,
            @FormParam("language") @Nullable String shownLanguage) {
        Optional<Challenge> opened = seal.open(sealed);
        if (opened.isEmpty()) return closed(sealed);
        Challenge challenge = opened.get();
        if (!isFor(challenge)) return somebodyElse(sealed);
        if (requests.isAnswered(challenge)) return back(challenge);
        // What would be agreed to is not quite what the page showed.
        if (!pace.isOfToday(challenge.catalogVersion())) return anew(challenge);
        Wording words = pages.words(
                challenge, PageLanguage.byTag(shownLanguage).orElseGet(() -> viewer.language(challenge.uiLocales())));
        if (!words.hash().equals(shownWords)) return question(challenge, String.valueOf(sealed), true);
        AdministratorsAsked asked = AdministratorsAsked.by(viewer.name(), justification);
        switch (String.valueOf(decision)) {
            case "accept" ->
                requests.accept(
                        challenge,
                        ticked == null ? List.of() : ticked,
                        "true".equals(askAdministrators) ? asked : AdministratorsAsked.NOT,
                        words);
            case "ask" -> requests.accept(challenge, List.of(), asked, words);
            case "decline" -> requests.decline(challenge, words);
            default -> {
                return unclear();
            }
        }
        return back(challenge);
    }

    private boolean isFor(Challenge challenge) {
        return challenge.person().equals(viewer.subject());
    }

    /** auth-service fetches the answer itself; the browser only tells it which. */
    private static Response back(Challenge challenge) {
        String separator = challenge.returnUri().indexOf('?') < 0 ? "?" : "&";
        return to(challenge.returnUri() + separator + "consent_request=" + challenge.id());
    }

    /** The catalog has changed since the question was put: auth-service puts it again, in the terms of today. */
    private static Response anew(Challenge challenge) {
        return to(challenge.returnUri());
    }

    static Response to(String address) {
        return Response.status(Response.Status.SEE_OTHER)
                .header("Location", address)
                .header("Cache-Control", "no-store")
                .header("Referrer-Policy", "no-referrer")
                .build();
    }

    /** A question that stood open for too long can be put again, as long as auth-service knows its flow. */
    private Response closed(@Nullable String sealed) {
        PageLanguage language = viewer.language(null);
        ConsentMessages in = ConsentPages.in(language);
        String page = seal.openLate(sealed)
                .filter(this::isFor)
                .map(late -> ConsentPages.message(
                        viewer.frame(language),
                        in.expiredTitle(),
                        in.expiredText(),
                        late.returnUri(),
                        in.expiredAgain()))
                .orElseGet(() -> ConsentPages.message(
                        viewer.frame(language), in.unreadableTitle(), in.unreadableText(), null, ""));
        return PageAnswers.of(400, page);
    }

    private Response somebodyElse(@Nullable String sealed) {
        PageLanguage language = viewer.language(null);
        ConsentMessages in = ConsentPages.in(language);
        return PageAnswers.of(
                403,
                ConsentPages.message(
                        viewer.frame(language),
                        in.somebodyElseTitle(),
                        in.somebodyElseText(),
                        sealed == null ? null : ConsentPages.address("/consent/switch", sealed),
                        in.switchAccount()));
    }

    private Response unclear() {
        PageLanguage language = viewer.language(null);
        ConsentMessages in = ConsentPages.in(language);
        return PageAnswers.of(
                400, ConsentPages.message(viewer.frame(language), in.unclearTitle(), in.unclearText(), null, ""));
    }
}
