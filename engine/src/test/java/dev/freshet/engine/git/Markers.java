package dev.freshet.engine.git;

import dev.freshet.core.marker.*;
import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.regex.*;

/** Finds the markers of the manifests that {@link Fixture#manifest} makes. */
final class Markers {
  private static final Pattern P = Pattern.compile("image: (\\S+) # \\{\"\\$imagepolicy\": \"([^\"]+)\"\\}");
  private static final byte[] TOKEN="\"$imagepolicy\"".getBytes();
  static ManifestMarkers find(byte[] c) {
    outer: for (int i=0;;i++){ if(i+TOKEN.length>c.length) return new ManifestMarkers.Found(List.of());
      for(int j=0;j<TOKEN.length;j++) if(c[i+j]!=TOKEN[j]) continue outer; break; }
    Matcher m = P.matcher(new String(c, StandardCharsets.ISO_8859_1));
    List<Marker> l = new ArrayList<>();
    while (m.find()) l.add(new Marker(m.start(1), m.end(1), 1, m.group(1), ScalarStyle.PLAIN, Placement.BLOCK, m.group(2), ObjectIdentifier.NONE));
    return new ManifestMarkers.Found(l);
  }
}
