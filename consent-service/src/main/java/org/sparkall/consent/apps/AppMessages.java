package org.sparkall.consent.apps;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the pages of connected apps. */
@MessageBundle("apps")
public interface AppMessages {

    @Message("Connected apps")
    String title();

    @Message("These integrations can act for you. You decide for how long.")
    String intro();

    @Message("No integration has access to your account.")
    String none();

    @Message("Signed in as {name}")
    String account(String name);

    @Message("Sign out")
    String signOut();

    @Message("You are signed out")
    String signedOut();

    @Message("Nobody at this browser can see your connected apps now.")
    String signedOutText();

    @Message("Sign in again")
    String signIn();

    @Message("Since {date}")
    String since(String date);

    @Message("Last used {date}")
    String lastUsed(String date);

    @Message("Not used yet")
    String neverUsed();

    @Message("Not used for a long time: does it still need access?")
    String unused();

    @Message("Ends by itself on {date}")
    String endsAt(String date);

    @Message("Permissions: {count}")
    String permissions(int count);

    @Message("Details of {name}")
    String details(String name);

    @Message("Access that has ended ({count})")
    String ended(int count);

    @Message("Ended {date}")
    String endedAt(String date);

    @Message("You declined on {date}")
    String neverGranted(String date);

    @Message("What it can do")
    String can();

    @Message("What this contains ({count})")
    String contains(int count);

    @Message("sensitive")
    String sensitive();

    @Message("Allowed by an administrator")
    String approved();

    @Message("New and sensitive; it waits until you agree when you next connect:")
    String waiting();

    @Message("Remove")
    String removeOne();

    @Message("Remove “{title}”")
    String removeOneOf(String title);

    @Message("Remove all access")
    String removeAll();

    @Message("History")
    String history();

    @Message("Receipt to print")
    String receipt();

    @Message("Receipt as a file")
    String receiptFile();

    @Message("All receipts as a file")
    String receipts();

    @Message("The words you read")
    String readWords();

    @Message("All connected apps")
    String back();

    @Message("Remove all access of {name}?")
    String confirmAll(String name);

    @Message("Remove “{title}” from {name}?")
    String confirmOne(String title, String name);

    @Message("It stops working for you at once, on all your devices.")
    String happensAtOnce();

    @Message("It cannot do this for you any more, at once. Everything else stays.")
    String happensOne();

    @Message("What it has read or stored until now stays with it: ask its publisher to delete that.")
    String happensData();

    @Message("To connect it again, begin in the app: you will be asked again.")
    String happensAgain();

    @Message("Keep it")
    String keep();

    @Message("Remove")
    String remove();

    @Message("{name} has no access any more.")
    String removedAll(String name);

    @Message("{name} cannot do this any more.")
    String removedOne(String name);

    @Message("Undo")
    String undo();

    @Message(
            "For ten seconds you can take that back. The app is signed out either way, and signs in again without asking you.")
    String undoText();

    @Message("Your agreement with {name} stands again.")
    String undone(String name);

    @Message("It was too late to undo that: {name} stays without it. Connect again in the app if you want.")
    String tooLate(String name);

    @Message("There is no such app among yours")
    String notFound();

    @Message("Perhaps you are signed in with another account.")
    String notFoundText();

    @Message("Agreed")
    String eventGranted();

    @Message("Declined")
    String eventDeclined();

    @Message("Removed in part")
    String eventNarrowed();

    @Message("Removed")
    String eventWithdrawn();

    @Message("Ended")
    String eventExpired();

    @Message("Undone")
    String eventUndone();

    @Message("You")
    String byPerson();

    @Message("An administrator of your organization")
    String byAdministrator();

    @Message("Your organization, for all its people")
    String byOrganization();

    @Message("Completed when you signed in")
    String bySignIn();

    @Message("The integration was deleted")
    String byIntegration();

    @Message("Its time had run out")
    String byExpiry();

    @Message("The operator of Spark")
    String byOperator();

    @Message("Ended for safety, after Spark was restored from a backup")
    String byRestoration();

    @Message("Consent receipt")
    String receiptTitle();

    @Message("Record")
    String record();

    @Message("Person")
    String person();

    @Message("Who answers for the data")
    String controller();

    @Message("Who received access")
    String recipient();

    @Message("How long")
    String retention();

    @Message("Where to take it back")
    String withdrawal();

    @Message("Proof")
    String proof();

    @Message("The words you read on {date}")
    String wordsTitle(String date);

    @Message("Language")
    String language();
}
