#pragma once

#include <vector>

#include "command/post.hpp"
#include "engine/plan.hpp"

namespace cupola {

/// Which posts decide in this replicate, and with what luck of their crews?
/// Model      each post has a key of its own for all that it draws: one block of Philox under the replicate's key,
///            from which nobody can work out another draw of the replicate (perception never sees truth)
/// Returns    by PostId
/// Random     Purpose::reaction by ("crews", post)
/// Checked by tests/determinism/replay_and_blind.cpp
std::vector<Post> posts_of(const Plan& plan, ReplicateKey key);

}  // namespace cupola
