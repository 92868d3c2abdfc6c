package dev.freshet.operator.leader;

import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The right to work, of which all operators on the same objects together have one. Who writes
 * anything first waits for it, and stops before closing it.
 */
public sealed interface Leadership extends AutoCloseable permits LeaseElection, SingleInstance {

  /**
   * Seeks leadership by a Lease, in the background.
   *
   * @param onLost runs once if leadership is lost without having been closed. It has to end all
   *     writing before it returns, best by ending the process: the time until another operator
   *     takes over is short, and work under way cannot be called back.
   */
  static Leadership seek(KubernetesClient client, LeaderOptions options, Runnable onLost) {
    return LeaseElection.start(client, options, onLost);
  }

  /** Leads at once and for ever: the user has said that there is no other. */
  static Leadership unopposed() {
    return new SingleInstance();
  }

  /** Waits until this process leads; false when it was closed before. */
  boolean await() throws InterruptedException;

  /** Whether this process may write at this moment; exact even if the process stood still. */
  boolean isLeading();

  /** Whether another leads, or may lead; a candidate that waits is well. */
  boolean isWaiting();

  /**
   * Has its threads looked after.
   *
   * @param expecting takes the name of a part, and how to hand it a task of no length
   */
  void expectIn(BiConsumer<String, Consumer<Runnable>> expecting);

  /** Gives leadership up, to others at once if the options say so. Work must have ended before. */
  @Override
  void close();
}
