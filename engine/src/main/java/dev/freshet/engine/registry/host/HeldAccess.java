package dev.freshet.engine.registry.host;

import dev.freshet.engine.access.Holder;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What was learnt of one registry by one access, and what that access may ask now: it is shared by
 * the objects that have the access, felt by no other, and ends with the last of them.
 */
public final class HeldAccess {
  /** The registry's own, its token realm's, and those of redirects; the latest are kept. */
  private static final int MOST_ORIGINS = 16;

  /** Guarded by {@link HeldAccesses}. */
  private final Set<Holder> holders = new HashSet<>();

  private final Map<Origin, HostBudget> budgets;
  private final AtomicReference<Optional<Endpoint>> endpoint =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<PageSize> pageSize = new AtomicReference<>(PageSize.THOUSAND);
  private final AtomicReference<Linking> linking = new AtomicReference<>(Linking.NOT_ASKED);
  private final Question<Endpoint> endpointQuestion =
      new Question<>("ask the registry for its API");
  private final Question<Linking> linkingQuestion =
      new Question<>("ask the registry whether it names next pages");
  private volatile boolean over;

  public HeldAccess() {
    this.budgets =
        Collections.synchronizedMap(
            new LinkedHashMap<>(MOST_ORIGINS, 0.75f, true) {
              @Override
              protected boolean removeEldestEntry(Map.Entry<Origin, HostBudget> eldest) {
                return size() > MOST_ORIGINS;
              }
            });
  }

  Set<Holder> holders() {
    return holders;
  }

  /**
   * Each scheme of a host has its own: a plain registry may keep the HTTPS questions of many images
   * waiting, and the HTTP ones asked instead must not wait behind them.
   */
  public HostBudget budget(Origin origin, Sleeper sleeper) {
    return budgets.computeIfAbsent(origin, _ -> new HostBudget(sleeper));
  }

  public Optional<Endpoint> endpoint() {
    return endpoint.get();
  }

  public void learn(Endpoint found) {
    endpoint.set(Optional.of(found));
  }

  public PageSize pageSize() {
    return pageSize.get();
  }

  public void accepts(PageSize size) {
    pageSize.set(size);
  }

  public Linking linksPages() {
    return linking.get();
  }

  public void learn(Linking found) {
    linking.set(found);
  }

  /** What was learnt is believed while it works: it may be another server by the next call. */
  public void doubt() {
    endpoint.set(Optional.empty());
    linking.set(Linking.NOT_ASKED);
  }

  public Question<Endpoint> endpointQuestion() {
    return endpointQuestion;
  }

  public Question<Linking> linkingQuestion() {
    return linkingQuestion;
  }

  void end() {
    over = true;
  }

  public boolean isOver() {
    return over;
  }
}
