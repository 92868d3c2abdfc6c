package dev.freshet.testkit.kube;

import java.io.IOException;

/** A program that starts a control plane and does not close it. */
final class Abandoned {
  private Abandoned() {}

  public static void main(String[] arguments) throws IOException {
    ControlPlane plane = ControlPlane.start();
    System.out.println(plane.kubeconfig(User.ADMIN));
    System.in.read(); // until it is ended
  }
}
