#pragma once

namespace cupola {

/// How far, in units of diffraction, does an edge stand into the line between two points?
/// Model      v = h sqrt(2 (d1 + d2) / (lambda d1 d2)) (ITU-R P.526-15, equation 26)
/// Returns    no unit; negative where the edge stays below the line; about -0.85 when it leaves 0.6 of the
///            first Fresnel zone clear
/// Holds for  heights small against distances
double knife_edge_parameter(double height_above_line_m, double distance1_m, double distance2_m,
                            double wavelength_m);

/// What does an edge cost?
/// Model      J(v) = 6.9 + 20 log10(sqrt((v - 0.1)^2 + 1) + v - 0.1) (ITU-R P.526-15, equation 31)
/// Returns    one-way loss against free space, dB; 0 for v <= -0.78
/// Holds for  one edge, thin and across the path
/// Accurate   0.11 dB from v = -0.5 to 3 and 0.15 dB beyond, against the Fresnel integral; 0.46 dB down to
///            -0.78, where the ripple of the exact curve is cut off
/// Leaves out the rounding of the edge, reflections before and behind it
/// Checked by tests/knife_edge.cpp
double knife_edge_loss_db(double v);

}  // namespace cupola
