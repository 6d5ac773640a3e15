#pragma once

#include <span>

#include "catalogue/doctrine.hpp"
#include "catalogue/figure.hpp"
#include "catalogue/interceptor_type.hpp"
#include "catalogue/platform_type.hpp"
#include "catalogue/radar_type.hpp"
#include "earth/ground.hpp"

/// The names of every enumeration of the catalogue as files and reports write them, in the order of the
/// values.
namespace cupola {

using NameList = std::span<const char* const>;

NameList names_of(Claimant);
NameList names_of(FigureStatus);
NameList names_of(Distribution);
NameList names_of(FigureMode);
NameList names_of(Band);
NameList names_of(ScanKind);
NameList names_of(Interrogator);
NameList names_of(RadarEquation);
NameList names_of(ElevationPattern);
NameList names_of(GroundKind);
NameList names_of(TargetClass);
NameList names_of(GuidanceClass);
NameList names_of(Transponder);
NameList names_of(Signature);
NameList names_of(EmitterKind);
NameList names_of(WeaponsControl);
NameList names_of(RegistrationPolicy);
NameList names_of(CommandMode);
NameList names_of(WhenSilent);
NameList names_of(SilentWeapons);
NameList names_of(RemoteData);
NameList names_of(TargetChoice);

/// The name of one value.
template <class Enum>
const char* name_of(Enum value) {
  return names_of(value)[static_cast<std::size_t>(value)];
}

}  // namespace cupola
