package org.sparkall.consent.admin;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the administrators' pages. */
@MessageBundle("admin")
public interface AdminMessages {

    @Message("Integrations in {organization}")
    String title(String organization);

    @Message("Signed in as {name}")
    String account(String name);

    @Message("Sign out")
    String signOut();

    @Message("What people of your organization let act for them, and what your organization says of it.")
    String intro();

    @Message("Nobody in your organization uses an integration, and there are no rules.")
    String none();

    @Message("Requests that wait for you ({count})")
    String requests(int count);

    @Message("No request waits for you.")
    String noRequests();

    @Message("Requests")
    String requestsTitle();

    @Message(
            "People of your organization ask you to let an integration do, in their name, what they cannot allow themselves. You can grant what you hold yourself, for that person and that integration only.")
    String requestsIntro();

    @Message("{app} for {person}")
    String asks(String app, String person);

    @Message("Asked {date}")
    String asked(String date);

    @Message("Why they need it: {text}")
    String justification(String text);

    @Message("You do not hold this yourself.")
    String notHeld();

    @Message("Reason")
    String reason();

    @Message("Approve")
    String approve();

    @Message("Refuse")
    String refuse();

    @Message("Approved.")
    String approved();

    @Message("Refused.")
    String refused();

    @Message("Somebody decided this already, or it is not wanted any more.")
    String notPending();

    @Message("Choose at least one permission that you hold, or refuse.")
    String chooseOne();

    @Message("People: {count}")
    String people(long count);

    @Message("Permissions: {count}")
    String permissions(int count);

    @Message("Last connected {date}")
    String lastGranted(String date);

    @Message("No rule")
    String ruleNone();

    @Message("Approved")
    String ruleApproved();

    @Message("Approved for everybody")
    String rulePreApproved();

    @Message("Blocked")
    String ruleBlocked();

    @Message("Integrations without a rule")
    String policy();

    @Message("People may use them.")
    String policyAllowed();

    @Message("People may not use them until they are approved.")
    String policyRequired();

    @Message("Let people use them")
    String policyAllow();

    @Message("Require approval")
    String policyRequire();

    @Message("All integrations")
    String back();

    @Message("More")
    String next();

    @Message("What people agreed to")
    String byScope();

    @Message("What your organization says")
    String rules();

    @Message("Approve it")
    String doApprove();

    @Message("People may use it even when approval is required. They are still asked.")
    String doApproveText();

    @Message("Approve it for everybody")
    String doPreApprove();

    @Message("People are not asked any more, except for admin permissions and unless they ever declined.")
    String doPreApproveText();

    @Message("Block it")
    String doBlock();

    @Message("All access of your people ends at once, and nobody can connect it.")
    String doBlockText();

    @Message("Take the rule back")
    String doTakeBack();

    @Message("End all access")
    String doEnd();

    @Message("What everybody agreed to is taken back. They may connect it again and are asked again.")
    String doEndText();

    @Message("Block {name}?")
    String confirmBlock(String name);

    @Message("End all access of {name}?")
    String confirmEnd(String name);

    @Message("Cancel")
    String cancel();

    @Message("Saved.")
    String saved();

    @Message("Ending all access")
    String ending();

    @Message("All access has ended")
    String ended();

    @Message("Done for {done} of {total} people.")
    String progress(long done, long total);

    @Message("Look again")
    String refresh();

    @Message("These pages are for administrators")
    String forbidden();

    @Message("You are signed in, but you do not administer an organization.")
    String forbiddenText();

    @Message("That is not possible just now")
    String unavailable();

    @Message(
            "The service that keeps integrations and rules does not answer. Nothing was changed. Try again in a moment.")
    String unavailableText();

    @Message("There is no such page")
    String notFound();

    @Message("Perhaps the integration is gone.")
    String notFoundText();

    @Message("Language")
    String language();
}
