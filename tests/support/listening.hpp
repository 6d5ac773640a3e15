#pragma once

#include <string>

namespace cupola::testing {

/// A chain of passive sensors under the command post of a set, which is jammed from afar while four fighters
/// come.
inline std::string listening_defence() {
  return R"(scenario: A chain that listens
start: 2026-06-01T03:00:00Z
duration: 8 min
earth: {ground: 840 m msl, geoid_undulation: 36.9 m, cover: farmland}
doctrine: standard
assets:
  - {name: air base, at: {latitude: 40.08 deg, longitude: 32.57 deg}, radius: 1500 m}
defence:
  - name: Murted
    system: "S-400 set, one fire unit"
    at: {latitude: 40.08 deg, longitude: 32.57 deg}
    load: [{interceptor: 48N6E3, rounds: 3}]
  - name: Chain
    system: ESM chain
    at: {latitude: 40.12 deg, longitude: 32.57 deg}
    superior: Murted
    radars: {west: {mast: 30 m}, east: {schedule: [{at: 300 s, state: "off"}]}}
links:
  - {between: [Chain, Murted], level: data link}
raid:
  - name: jammer
    type: stand-off jammer
    route:
      - {latitude: 41.60 deg, longitude: 32.00 deg, altitude: 9 km msl, speed: 200 m/s}
      - {latitude: 41.60 deg, longitude: 33.40 deg, altitude: 9 km msl, speed: 200 m/s}
    objective: {asset: air base, release_line: 50 km}
  - name: striker
    type: F-16C
    count: 4
    start: 60 s
    spacing: {across: 15 km}
    transponder: none
    route:
      - {latitude: 41.40 deg, longitude: 32.70 deg, altitude: 8 km msl, speed: 260 m/s}
      - {latitude: 40.08 deg, longitude: 32.57 deg, altitude: 8 km msl, speed: 260 m/s}
    objective: {asset: air base}
)";
}

}  // namespace cupola::testing
