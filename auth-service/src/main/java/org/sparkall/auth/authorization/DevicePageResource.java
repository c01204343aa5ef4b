package org.sparkall.auth.authorization;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
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
import org.jspecify.annotations.Nullable;
import org.sparkall.auth.authorization.DeviceFlows.Lookup;
import org.sparkall.auth.grant.SignIn;
import org.sparkall.auth.page.FlowTargets;
import org.sparkall.auth.page.FormTokens;
import org.sparkall.pages.PageAnswers;

/**
 * The page where a person connects a device: they type its code, compare, and say that the device is theirs (RFC 8628 sections 3.3 and 5.4).
 * Not even a standing consent answers without that: the code could be a stranger's.
 */
@Path("/device")
@RunOnVirtualThread
@Produces({MediaType.TEXT_HTML, MediaType.WILDCARD})
public class DevicePageResource {

    private final DeviceFlows flows;
    private final SignedInPerson person;
    private final FormTokens tokens;
    private final FlowTargets targets;

    DevicePageResource(DeviceFlows flows, SignedInPerson person, FormTokens tokens, FlowTargets targets) {
        this.flows = flows;
        this.person = person;
        this.tokens = tokens;
        this.targets = targets;
    }

    /** The pages. */
    @CheckedTemplate
    static final class Templates {
        private Templates() {}

        static native TemplateInstance code(String userCode, String problem, String token);

        static native TemplateInstance confirm(String integration, String description, String userCode, String token);
    }

    @GET
    public Response ask(@QueryParam("user_code") @Nullable String userCode) {
        return code(200, userCode == null ? "" : userCode, "");
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response answer(
            @FormParam("user_code") @Nullable String userCode,
            @FormParam("decision") @Nullable String decision,
            @FormParam(FormTokens.FIELD) @Nullable String token) {
        SignIn signIn = person.signIn();
        if (!tokens.matches(token, signIn.person(), signIn.sessionId())) {
            return code(400, "", "This form has expired. Enter the code again.");
        }
        String typed = userCode == null ? "" : userCode;
        return switch (flows.find(signIn.person(), typed)) {
            case Lookup.TooMany it -> code(429, "", "You have entered too many wrong codes. Try again later.");
            case Lookup.NotFound it ->
                code(400, typed, "No device is waiting for this code. Look at the device and enter its code again.");
            case Lookup.Found it -> found(it, decision, signIn.person());
        };
    }

    private Response found(Lookup.Found found, @Nullable String decision, String person) {
        return switch (String.valueOf(decision)) {
            case "connect" ->
                AuthorizationResource.answer(new AuthorizationAnswer.Redirect(flows.begin(found.request(), person)));
            case "cancel" -> {
                flows.refuse(found.request());
                yield AuthorizationResource.answer(new AuthorizationAnswer.Page(
                        200, "Your device was not connected", "Nothing was granted. You can close this page."));
            }
            default ->
                PageAnswers.withForm(
                        200,
                        Templates.confirm(
                                        found.integration().profile().name(),
                                        found.integration().profile().description(),
                                        found.code().shown(),
                                        token())
                                .render(),
                        targets.get());
        };
    }

    private Response code(int status, String userCode, String problem) {
        return PageAnswers.withForm(
                status, Templates.code(userCode, problem, token()).render(), targets.get());
    }

    private String token() {
        SignIn signIn = person.signIn();
        return tokens.of(signIn.person(), signIn.sessionId());
    }
}
