#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/random.hpp"

/// Where uncertain inputs are looked at: points of the unit cube, a coordinate being the quantile that an input has.
namespace cupola {

/// By draw and input.
using UnitPoints = std::vector<std::vector<double>>;

/// Instead of a quantile: the input stays at its best value.
inline constexpr double kAtBest = -1.0;

/// Points of which every input's quantiles are spread evenly.
/// Model      Latin hypercube (McKay, Beckman and Conover 1979): of `count` equal strata each input has one point in each,
///            in an order of its own
/// Random     Purpose::parameter by the input's name: one more input shifts no other
/// Checked by tests/sampling.cpp
UnitPoints latin_hypercube(std::size_t count, std::span<const std::uint64_t> names, ReplicateKey key);

/// The first points of a scrambled Sobol' sequence (sobol_sequence.hpp).
UnitPoints sobol_points(std::size_t count, std::size_t inputs, ReplicateKey key);

/// Walks through a grid, one input a step.
/// Model      trajectories of Morris (1991) on `kMorrisLevels` levels, step 2/3: from a level drawn for each input, in an
///            order drawn anew, towards the far half
/// Returns    `trajectories` times (inputs + 1) points, one trajectory after the other
/// Random     Purpose::parameter by trajectory
/// Checked by tests/sampling.cpp
UnitPoints morris_trajectories(std::size_t trajectories, std::size_t inputs, ReplicateKey key);
inline constexpr std::size_t kMorrisLevels = 4;

/// Two independent samples A and B, and A with one input from B at a time.
/// Model      Saltelli et al. (2010): A, AB_1 .. AB_k, B row after row; A and B are the halves of a scrambled Sobol'
///            sequence of twice the inputs
/// Returns    `rows` times (inputs + 2) points
/// Holds for  up to 128 inputs
/// Checked by tests/sampling.cpp
UnitPoints saltelli_points(std::size_t rows, std::size_t inputs, ReplicateKey key);

/// Each input at its low and at its high end, the others at best.
UnitPoints tornado_points(std::size_t inputs);

}  // namespace cupola
