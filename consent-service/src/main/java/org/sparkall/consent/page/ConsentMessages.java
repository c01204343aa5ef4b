package org.sparkall.consent.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/**
 * The consent page's words. Whoever changes a word raises {@link #TEXT_VERSION}: the record says which version a person read.
 */
@MessageBundle("consent")
public interface ConsentMessages {

    /** The version of the words in all languages. */
    String TEXT_VERSION = "1";

    @Message("{name} asks for access to your account")
    String titleAsks(String name);

    @Message("{name} asks for more access to your account")
    String titleMore(String name);

    @Message("Sign in to {name}")
    String titleSignIn(String name);

    @Message("{name} needs the word of an administrator")
    String titleApproval(String name);

    @Message("It says of itself: {description}")
    String says(String description);

    @Message("Published by {publisher}, verified")
    String publisherVerified(String publisher);

    @Message("Nobody has verified who publishes it.")
    String publisherUnverified();

    @Message("Its home page")
    String homePage();

    @Message("Its privacy policy")
    String privacyPolicy();

    @Message("Its terms of service")
    String terms();

    @Message("Report this integration")
    String report();

    @Message("Signed in as {name}")
    String account(String name);

    @Message("Not you?")
    String notYou();

    @Message("What you agreed to before, and it keeps ({count})")
    String before(int count);

    @Message("New is only this:")
    String newOnly();

    @Message("What this contains ({count})")
    String contains(int count);

    @Message("sensitive")
    String sensitive();

    @Message(
            "Ordinary permissions that Spark gets later join by themselves. Sensitive ones wait until you agree to them.")
    String grows();

    @Message("New since you agreed")
    String joinedTitle();

    @Message(
            "What you agreed to could do this now. It is sensitive, so it waits for your word. Untick what you do not want to"
                    + " give; everything else goes on without it.")
    String joinedText();

    @Message("Beyond your own account")
    String addOnsTitle();

    @Message("These reach other people of your organization. Untick what you do not want to give.")
    String addOnsText();

    @Message("Only an administrator can allow this")
    String approvalTitle();

    @Message(
            "You do not hold these permissions yourself, so they are not part of your answer. The administrators of your"
                    + " organization can allow them for you and this integration.")
    String approvalText();

    @Message(
            "You do not hold these permissions yourself, so they are not part of your answer. You belong to no organization"
                    + " whose administrators could allow them.")
    String approvalNobody();

    @Message("Ask the administrators of my organization when I accept")
    String approvalAsk();

    @Message("Why you need it (optional)")
    String approvalWhy();

    @Message("What it will not be able to do")
    String notTitle();

    @Message("See your password, or sign in as you")
    String notPassword();

    @Message("Do anything that is not listed here")
    String notUnlisted();

    @Message("Reach other people’s accounts or the settings of your organization")
    String notOthers();

    @Message("Use what you untick")
    String notUnticked();

    @Message("Your answer takes you back to {destination}.")
    String backTo(String destination);

    @Message("Your answer goes to the device that is waiting for it.")
    String backToDevice();

    @Message("You can take your agreement back at any time, on your page of connected apps.")
    String takeBack();

    @Message("It lasts until you take it back.")
    String lasts();

    @Message("It ends by itself {days} days after you last agreed.")
    String lastsFixed(int days);

    @Message("It ends by itself when it has not been used for {days} days.")
    String lastsUnused(int days);

    @Message("You have {minutes} minutes to answer.")
    String minutes(long minutes);

    @Message("Accept")
    String accept();

    @Message("Decline")
    String decline();

    @Message("Ask the administrators")
    String askAdministrators();

    @Message("Go back")
    String goBack();

    @Message("Preview.")
    String preview();

    @Message("This is what people will see. It cannot be answered, and nobody is asked anything.")
    String previewText();

    @Message("Please read it again: the words of this page have changed since you opened it.")
    String changed();

    @Message("Language")
    String language();

    @Message("Connected apps")
    String connectedApps();

    @Message("This question has expired")
    String expiredTitle();

    @Message("It stood open for too long. Nothing was granted.")
    String expiredText();

    @Message("Ask me again")
    String expiredAgain();

    @Message("This question cannot be read")
    String unreadableTitle();

    @Message(
            "Its address is not complete, or too old. Nothing was granted. Go back to the integration and start again.")
    String unreadableText();

    @Message("This question is for somebody else")
    String somebodyElseTitle();

    @Message("You are signed in with another account than the one that was asked. Nothing was granted.")
    String somebodyElseText();

    @Message("Use another account")
    String switchAccount();

    @Message("Your answer was not understood")
    String unclearTitle();

    @Message("Go back and choose Accept or Decline.")
    String unclearText();
}
