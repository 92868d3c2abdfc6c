package dev.freshet.acceptance;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Conditions that ArchUnit's own vocabulary cannot say. */
final class Rules {
  private static final Set<String> WALL_CLOCK =
      Set.of("now", "currentTimeMillis", "systemUTC", "systemDefaultZone", "systemDefault");

  private Rules() {}

  static ArchCondition<JavaMethod> takeNoBoolean() {
    return refuse(
        "have no boolean parameter",
        method ->
            takes(method, boolean.class)
                && !method.getModifiers().contains(JavaModifier.PRIVATE)
                && !isConversion(method),
        method -> method.getFullName() + " takes a boolean");
  }

  static ArchCondition<JavaMethod> takeNoOptional() {
    return refuse(
        "have no Optional parameter",
        method ->
            takes(method, Optional.class)
                && method.getModifiers().contains(JavaModifier.PUBLIC)
                && method.getOwner().getModifiers().contains(JavaModifier.PUBLIC),
        method -> method.getFullName() + " takes an Optional");
  }

  private static boolean takes(JavaMethod method, Class<?> type) {
    return method.getRawParameterTypes().stream().anyMatch(one -> one.isEquivalentTo(type))
        && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
        && !overridesForeignMethod(method);
  }

  /** Where the boolean is the value and not a switch. */
  private static boolean isConversion(JavaMethod method) {
    return method.getName().equals("of") && method.getRawParameterTypes().size() == 1;
  }

  static ArchCondition<JavaClass> haveMoreThanOneImplementation() {
    return refuse(
        "be implemented more than once, be sealed or be functional",
        type ->
            type.isInterface()
                && !type.isAnnotation()
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC) // package-info
                && !type.reflect().isSealed()
                && !isFunctional(type)
                && type.getAllSubclasses().size() < 2,
        type -> type.getFullName() + " is an interface with one implementation");
  }

  static ArchCondition<JavaClass> beInANullMarkedPackage() {
    return refuse(
        "be in a @NullMarked package",
        type ->
            !type.getPackage()
                .tryGetPackageInfo()
                .map(info -> info.isAnnotatedWith(NullMarked.class))
                .orElse(false),
        type -> type.getPackageName() + " has no @NullMarked package-info.java");
  }

  static ArchCondition<JavaClass> notReadTheWallClock() {
    return refuse(
        "not read the wall clock",
        type -> wallClockCalls(type).findAny().isPresent(),
        type -> wallClockCalls(type).map(JavaMethodCall::getDescription).toList().toString());
  }

  private static Stream<JavaMethodCall> wallClockCalls(JavaClass type) {
    return type.getMethodCallsFromSelf().stream()
        .filter(call -> WALL_CLOCK.contains(call.getName()))
        .filter(call -> call.getTargetOwner().getPackageName().startsWith("java."));
  }

  private static boolean isFunctional(JavaClass type) {
    return Arrays.stream(type.reflect().getMethods())
            .filter(method -> java.lang.reflect.Modifier.isAbstract(method.getModifiers()))
            .count()
        == 1;
  }

  /** A method of someone else's type has the parameters that type gave it. */
  private static boolean overridesForeignMethod(JavaMethod method) {
    return Stream.concat(
            method.getOwner().getAllRawSuperclasses().stream(),
            method.getOwner().getAllRawInterfaces().stream())
        .filter(type -> !type.getPackageName().startsWith("dev.freshet"))
        .flatMap(type -> type.getMethods().stream())
        .anyMatch(other ->
            // A generic parameter of theirs has another type here.
            other.getName().equals(method.getName())
                && other.getRawParameterTypes().size() == method.getRawParameterTypes().size());
  }

  private static <T> ArchCondition<T> refuse(
      String description, Predicate<T> wrong, java.util.function.Function<T, String> message) {
    return new ArchCondition<>(description) {
      @Override
      public void check(T item, ConditionEvents events) {
        if (wrong.test(item)) {
          events.add(SimpleConditionEvent.violated(item, message.apply(item)));
        }
      }
    };
  }
}
