#include "catalogue/names.hpp"

namespace cupola {

NameList names_of(Claimant) {
  static constexpr const char* kNames[] = {"maker", "official", "press",  "independent", "hobbyist",
                                           "game",  "textbook", "memory", "us"};
  return kNames;
}

NameList names_of(FigureStatus) {
  static constexpr const char* kNames[] = {"asserted", "derived", "assumed"};
  return kNames;
}

NameList names_of(Distribution) {
  static constexpr const char* kNames[] = {"fixed", "uniform", "triangular", "lognormal"};
  return kNames;
}

NameList names_of(FigureMode) {
  static constexpr const char* kNames[] = {"advertised", "best", "low"};
  return kNames;
}

NameList names_of(Band) {
  static constexpr const char* kNames[] = {"vhf", "uhf", "l", "s", "c", "x"};
  return kNames;
}

NameList names_of(ScanKind) {
  static constexpr const char* kNames[] = {"rotating", "sector"};
  return kNames;
}

NameList names_of(Interrogator) {
  static constexpr const char* kNames[] = {"none", "civil", "national"};
  return kNames;
}

NameList names_of(RadarEquation) {
  static constexpr const char* kNames[] = {"reference", "energy"};
  return kNames;
}

NameList names_of(ElevationPattern) {
  static constexpr const char* kNames[] = {"even", "cosecant squared", "table", "uniform line", "circular"};
  return kNames;
}

NameList names_of(GroundKind) {
  static constexpr const char* kNames[] = {"sea", "wet", "medium", "dry"};
  return kNames;
}

NameList names_of(TargetClass) {
  static constexpr const char* kNames[] = {"aircraft",          "airliner", "cruise missile",
                                           "ballistic missile", "drone",    "decoy"};
  return kNames;
}

NameList names_of(GuidanceClass) {
  static constexpr const char* kNames[] = {"semi-active", "active"};
  return kNames;
}

NameList names_of(Signature) {
  static constexpr const char* kNames[] = {"clean", "augmented"};
  return kNames;
}

NameList names_of(Transponder) {
  static constexpr const char* kNames[] = {"none", "civil", "national"};
  return kNames;
}

NameList names_of(RegistrationPolicy) {
  static constexpr const char* kNames[] = {"none", "allowed for", "estimated"};
  return kNames;
}

NameList names_of(EmitterKind) {
  static constexpr const char* kNames[] = {"unknown", "own fighter radar", "foreign fighter radar",
                                           "civil transponder"};
  return kNames;
}

NameList names_of(WeaponsControl) {
  static constexpr const char* kNames[] = {"hold", "tight", "free"};
  return kNames;
}

}  // namespace cupola
