package dev.freshet.engine.image;

import dev.freshet.api.image.ScanResult;
import dev.freshet.core.NamespacedName;
import dev.freshet.engine.process.ImageListener;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told of images. */
final class HeardImages implements ImageListener {
  final List<ScanResult> scans = new CopyOnWriteArrayList<>();
  final List<KeptTags> kept = new CopyOnWriteArrayList<>();
  final List<Duration> pushes = new CopyOnWriteArrayList<>();

  @Override
  public void scanned(NamespacedName repository, ScanResult result, KeptTags keptTags) {
    scans.add(result);
    kept.add(keptTags);
  }

  @Override
  public void pushed(NamespacedName automation, Duration latency) {
    pushes.add(latency);
  }

  void forget() {
    scans.clear();
    kept.clear();
    pushes.clear();
  }
}
