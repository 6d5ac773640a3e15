#pragma once

#include "command/track_belief.hpp"
#include "messages/fused_track.hpp"

namespace cupola {

/// What does a post believe of a target that it tracks itself, or was told of, and is told of by another post?
/// Model      both brought to the newer one's time, then covariance intersection (Julier and Uhlmann 1997), rumour-safe
///            by origin as tracking/track_fusion.hpp has it. The weight is that of the least volume of position, to
///            1 %; where both together would be no more than a tenth smaller than the better one, that one alone.
///            Only where they agree as 95 % of the pairs of one object do, in position and in velocity:
///            correlation pairs more
/// Returns    changes `belief.track`, keeps what it was in `belief.fusion`; false: nothing new, too old, no better than what is known, or of
///            something else
/// Holds for  the same target: correlation is the caller's
/// Leaves out what the other post knows of identity, which goes its own way
/// Random     none
/// Checked by tests/belief_fusion.cpp
bool take_told(TrackBelief& belief, const Track& told, const std::vector<TrackOrigin>& origins);

/// What it is by itself is told anew: what was fused is not to come back.
inline void forget_told(TrackBelief& belief) { belief.fused = false; }

/// Back to what it is by itself.
void leave_told(TrackBelief& belief);

/// What a belief is made of; empty: of its own track alone.
std::vector<TrackOrigin> origins_of(const TrackBelief& belief);

}  // namespace cupola
