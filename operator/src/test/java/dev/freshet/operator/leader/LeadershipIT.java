package dev.freshet.operator.leader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpec;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeadershipIT {
  private static Leases leases;

  private final AtomicInteger lost = new AtomicInteger();
  private final CompletableFuture<Instant> lostAt = new CompletableFuture<>();

  @BeforeAll
  static void start() {
    leases = Leases.start();
  }

  @AfterAll
  static void stop() {
    leases.close();
  }

  @Test
  void leadsAtOnceWhereThereIsNoElection() throws InterruptedException {
    try (Leadership leadership = Leadership.unopposed()) {
      assertThat(leadership.await()).isTrue();
      assertThat(leadership.isLeading()).isTrue();
    }
  }

  @Test
  void holdsTheLeaseUnderItsIdentity() throws InterruptedException {
    LeaderOptions options = Leases.options("held");

    try (Leadership leadership = seek(options)) {
      assertThat(leadership.await()).isTrue();

      LeaseSpec spec = leases.find("held").getSpec();
      assertThat(spec.getHolderIdentity()).isEqualTo(options.identity().toString());
      assertThat(spec.getLeaseDurationSeconds()).isEqualTo(4);
      assertThat(spec.getLeaseTransitions()).isZero();
      assertThat(leases.plane().kubectl("get", "lease", "held"))
          .contains("HOLDER")
          .contains(options.identity().toString());
      await()
          .until(() -> !leases.find("held").getSpec().getRenewTime().equals(spec.getRenewTime()));
      assertThat(leases.find("held").getSpec().getAcquireTime()).isEqualTo(spec.getAcquireTime());
    }
  }

  @Test
  void handsOverWithinTwoSecondsOnceReleased() throws InterruptedException {
    Leadership first = seek(Leases.options("handed"));
    first.await();
    try (Leadership second = seek(Leases.options("handed"))) {
      await().pollDelay(Duration.ofSeconds(1)).until(() -> !second.isLeading());

      first.close();

      assertThat(first.isLeading()).isFalse();
      await().atMost(Duration.ofSeconds(2)).until(second::isLeading);
      assertThat(leases.find("handed").getSpec().getLeaseTransitions()).isEqualTo(1);
    }
    assertThat(leases.holder("handed")).isEmpty();
    assertThat(lost).hasValue(0);
  }

  @Test
  void keepsTheLeaseUntilItsEndWhenNotToRelease() throws InterruptedException {
    LeaderOptions options = Leases.withoutRelease(Leases.options("kept"));
    Leadership first = seek(options);
    first.await();

    first.close();

    assertThat(first.isLeading()).isFalse();
    assertThat(leases.holder("kept")).isEqualTo(options.identity().toString());
  }

  @Test
  void saysThatItWasClosedBeforeItLed() throws InterruptedException {
    try (Leadership leader = seek(Leases.options("closed"))) {
      leader.await();
      Leadership waiting = seek(Leases.options("closed"));

      waiting.close();

      assertThat(waiting.await()).isFalse();
      assertThat(waiting.isLeading()).isFalse();
      assertThat(leader.isLeading()).isTrue();
    }
  }

  @Test
  void losesTheLeadToOneWhoTookIt() throws InterruptedException {
    try (Leadership leadership = seek(Leases.options("taken"))) {
      leadership.await();

      leases
          .plane()
          .kubectl("patch", "lease", "taken", "-p", "{\"spec\":{\"holderIdentity\":\"other\"}}");

      await().atMost(Duration.ofSeconds(2)).until(() -> lost.get() == 1);
      assertThat(leadership.isLeading()).isFalse();
    }
    assertThat(leases.holder("taken")).isEqualTo("other");
  }

  @Test
  void doesNotTrustTheClockOfOneWhoRenewsWithOldTimes() throws InterruptedException {
    var stale = ZonedDateTime.of(2020, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    var renewals = new AtomicInteger();
    leases.write("skewed", held(stale));
    try (Leadership leadership = seek(Leases.options("skewed"))) {
      await()
          .pollInterval(Duration.ofMillis(400))
          .atMost(Duration.ofSeconds(30))
          .until(() -> {
            leases.write("skewed", held(stale.plusSeconds(renewals.incrementAndGet())));
            return leadership.isLeading() || renewals.get() == 15;
          });

      assertThat(leadership.isLeading()).isFalse();
      Instant silent = Instant.now();
      leadership.await();

      assertThat(Duration.between(silent, Instant.now())).isGreaterThan(Duration.ofMillis(1500));
    }
  }

  @Test
  void takesALeaseThatLiesInTheFutureButIsNotRenewed() throws InterruptedException {
    leases.write("future", held(ZonedDateTime.of(2099, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC)));
    Instant start = Instant.now();

    try (Leadership leadership = seek(Leases.options("future"))) {
      leadership.await();
    }

    assertThat(Duration.between(start, Instant.now()))
        .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(6));
  }

  @Test
  void stopsLeadingWhenTheApiServerHangs() throws InterruptedException {
    Leadership leadership =
        Leadership.seek(leases.candidates(), Leases.options("hangs"), this::lose);
    leadership.await();
    Instant away = Instant.now();
    leases.plane().stopEtcd();
    try {
      // Before the lease has run out for others.
      assertThat(lostAfter(away)).isLessThan(Duration.ofSeconds(4));
      assertThat(leadership.isLeading()).isFalse();
    } finally {
      leadership.close();
      leases.plane().startEtcd();
    }
  }

  @Test
  void goesOnLeadingAfterAShortAbsenceOfTheApiServer() throws InterruptedException {
    LeaderOptions patient =
        Leases.options("patient", Duration.ofSeconds(60), Duration.ofSeconds(50));
    try (Leadership leadership = seek(patient)) {
      leadership.await();
      ZonedDateTime renewed = leases.find("patient").getSpec().getRenewTime();

      leases.plane().killApiServer();
      leases.plane().startApiServer();

      await()
          .atMost(Duration.ofSeconds(40))
          .until(() -> leases.find("patient").getSpec().getRenewTime().isAfter(renewed));
      assertThat(leadership.isLeading()).isTrue();
    }
    assertThat(lost).hasValue(0);
  }

  private void lose() {
    lostAt.complete(Instant.now());
  }

  private Duration lostAfter(Instant away) {
    return Duration.between(away, lostAt.orTimeout(20, TimeUnit.SECONDS).join());
  }

  private Leadership seek(LeaderOptions options) {
    return Leadership.seek(leases.candidates(), options, lost::incrementAndGet);
  }

  private static LeaseSpec held(ZonedDateTime renewed) {
    return new LeaseSpecBuilder()
        .withHolderIdentity("other")
        .withLeaseDurationSeconds(2)
        .withAcquireTime(renewed)
        .withRenewTime(renewed)
        .withLeaseTransitions(0)
        .build();
  }
}
