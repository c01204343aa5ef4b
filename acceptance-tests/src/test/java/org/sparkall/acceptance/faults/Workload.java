package org.sparkall.acceptance.faults;

import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsoup.nodes.Document;
import org.sparkall.localstack.journey.IntegrationClient;
import org.sparkall.localstack.journey.Person;
import org.sparkall.localstack.journey.Person.Arrival;
import org.sparkall.localstack.journey.Reply;

/** People grant, integrations refresh, people withdraw and the catalog changes, each on and on until it is stopped. */
final class Workload implements AutoCloseable {

    /** Of one person: each has connections of its own. */
    private static final int MOST_LIVES = 150;

    private static final List<String> PEOPLE = List.of("alice", "bob", "ada", "gus");

    private final Calls calls;
    private final ConsentRows consents;
    private final Ledger ledger;
    private final long seed;
    private final List<Life> lives = new CopyOnWriteArrayList<>();
    private final AtomicInteger catalogVersion = new AtomicInteger();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean running = true;

    /** An operation was left without an answer that says whether it happened. */
    private static final class UnansweredException extends RuntimeException {
        UnansweredException(String what) {
            super(what);
        }
    }

    Workload(Calls calls, ConsentRows consents, long seed, Ledger ledger) {
        this.consents = consents;
        this.calls = calls;
        this.seed = seed;
        this.ledger = ledger;
    }

    void start() {
        for (int i = 0; i < PEOPLE.size(); i++) {
            String person = PEOPLE.get(i);
            Random random = new Random(seed * 31 + i);
            workers.execute(() -> act(person, random));
        }
        workers.execute(this::changeCatalog);
    }

    /** Ends it, and returns when the last operation has come back. */
    void stop() throws InterruptedException {
        running = false;
        workers.shutdown();
        if (!workers.awaitTermination(3, TimeUnit.MINUTES)) throw new IllegalStateException("an operation hangs");
    }

    @Override
    public void close() {
        running = false;
        workers.shutdownNow();
    }

    List<Life> lives() {
        return lives;
    }

    /** The newest version whose publication was acknowledged; 0 for none. */
    int catalogVersion() {
        return catalogVersion.get();
    }

    /** One person, with their browser and their integrations. */
    private void act(String person, Random random) {
        Person browser = new Person(person);
        List<Life> mine = new ArrayList<>();
        while (running) {
            Life life = null;
            try {
                if (mine.isEmpty() || (mine.size() < MOST_LIVES && random.nextInt(6) == 0)) {
                    mine.add(meet(person));
                    lives.add(mine.getLast());
                }
                life = mine.get(random.nextInt(mine.size()));
                switch (life.consent) {
                    case NONE -> grant(browser, life);
                    case GRANTED -> {
                        if (random.nextInt(8) == 0) withdraw(life);
                        else if (random.nextInt(3) == 0) decide(life);
                        else refresh(life);
                    }
                    // Most are left as they are, for the check.
                    case WITHDRAWN -> {
                        if (random.nextInt(6) == 0) grant(browser, life);
                    }
                    case UNSURE -> {
                        if (random.nextBoolean()) withdraw(life);
                        else grant(browser, life);
                    }
                }
                Thread.sleep(20 + random.nextInt(60));
            } catch (InterruptedException e) {
                return;
            } catch (UnansweredException e) {
                if (life != null) life.did("unanswered: " + e.getMessage());
                ledger.failure(e.getMessage() + " unanswered");
                browser = pause(person, browser);
            } catch (RuntimeException e) {
                if (life != null) life.did("no answer: " + e.getMessage());
                ledger.unanswered(e);
                browser = pause(person, browser);
            }
        }
    }

    /** Whoever got no answer looks again in a while; every second time with another browser. */
    private Person pause(String person, Person browser) {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            running = false;
        }
        return System.nanoTime() % 2 == 0 ? new Person(person) : browser;
    }

    private Life meet(String person) {
        Reply reply = calls.register();
        count("register", reply);
        if (reply.status() != 201) throw new UnansweredException("register");
        return new Life(person, calls.subject(person), calls.integration(reply));
    }

    private void grant(Person browser, Life life) {
        long began = System.nanoTime();
        life.consent = Life.Consent.UNSURE;
        CodeVerifier verifier = new CodeVerifier();
        Arrival arrival = browser.open(
                life.integration.authorizationRequest("spark:all", "state-of-the-faults", verifier),
                Calls.REDIRECT_URI);
        // A catalog that has changed since the page was made asks again.
        for (int i = 0; i < 3 && arrival instanceof Arrival.AtConsent(Document page); i++) {
            arrival = browser.accept(page, List.of(), Calls.REDIRECT_URI);
        }
        if (arrival instanceof Arrival.AtError error) {
            ledger.count("grant led " + error.where());
        }
        if (!(arrival instanceof Arrival.AtIntegration(URI address))) throw new UnansweredException("grant");
        Map<String, String> parameters = IntegrationClient.parameters(address);
        if (!parameters.containsKey("code")) {
            ledger.count("grant " + parameters.get("error"));
            throw new UnansweredException("grant");
        }
        Reply reply = life.integration.redeem(parameters.get("code"), verifier);
        count("redeem", reply);
        if (reply.status() != 200) throw new UnansweredException("redeem");
        life.accessToken = reply.text("access_token");
        life.refreshToken = reply.text("refresh_token");
        life.consent = Life.Consent.GRANTED;
        life.did("granted");
        ledger.done("granted", System.nanoTime() - began);
    }

    private void refresh(Life life) {
        String token = life.refreshToken;
        if (token == null) return;
        life.refreshToken = null;
        long began = System.nanoTime();
        Reply reply = life.integration.refresh(token);
        count("refresh", reply);
        if (reply.status() == 200) {
            life.refreshToken = reply.text("refresh_token");
            life.accessToken = reply.text("access_token");
            life.did("refreshed");
            ledger.done("refreshed", System.nanoTime() - began);
        } else if (reply.status() == 400) {
            life.did("refused");
            ledger.violation("a standing grant was refused with " + reply.text("error") + ": " + life);
        } else {
            throw new UnansweredException("refresh");
        }
    }

    private void decide(Life life) {
        long began = System.nanoTime();
        Reply reply = calls.decide(life);
        count("decide", reply);
        if (reply.status() == 200) ledger.done("decided", System.nanoTime() - began);
    }

    private void withdraw(Life life) {
        String consent = consents.id(life);
        if (consent == null) return;
        life.consent = Life.Consent.UNSURE;
        long began = System.nanoTime();
        Reply reply = calls.withdraw(life.person, consent);
        count("withdraw", reply);
        if (reply.status() != 204) throw new UnansweredException("withdraw");
        life.consent = Life.Consent.WITHDRAWN;
        life.did("withdrawn");
        ledger.done("withdrawn", System.nanoTime() - began);
    }

    /** An operator gives a group another German title, again and again. */
    private void changeCatalog() {
        int number = 0;
        while (running) {
            try {
                Thread.sleep(1_500);
                long began = System.nanoTime();
                Reply reply = calls.changeCatalog("Nachrichten " + number++);
                count("catalog", reply);
                if (reply.status() == 200) {
                    catalogVersion.set(reply.json().path("version").asInt());
                    ledger.done("catalog changed", System.nanoTime() - began);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                ledger.unanswered(e);
            }
        }
    }

    private void count(String what, Reply reply) {
        if (reply.status() >= 400) ledger.failure(what + " " + reply.status());
        // What is only away is said to be so: this is what nobody foresaw.
        if (reply.status() == 500) ledger.violation(what + " was answered with 500: " + reply.body());
    }
}
