#pragma once

namespace cupola {

/// How likely does a radar make a track of a target within some looks?
/// Model      M plots within any N looks in a row of `looks` looks (tracking/track_life.hpp), each look an
///            independent detection: the chain over the last N - 1 looks, exactly
/// Returns    probability [0, 1]
/// Holds for  1 <= hits <= window <= 12
/// Random     none
/// Checked by tests/coverage_track.cpp
double initiation_probability(double detection_probability, int hits, int window, int looks);

/// At least once in so many independent looks.
double at_least_once(double probability, int looks);

}  // namespace cupola
