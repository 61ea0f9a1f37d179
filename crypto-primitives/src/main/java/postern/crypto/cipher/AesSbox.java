package postern.crypto.cipher;

/// The S-box of AES (FIPS 197 §5.1.1) as a circuit: on 64 octets at once, without a table.
///
/// The S-box inverts its octet in GF(2⁸) (0 stays 0) and applies an affine map: S(x) = A·x⁻¹ + 0x63. A table
/// of its 256 values would be indexed by secrets, and which line of the cache was touched tells about the index.
/// Here the S-box is computed from Boolean operations. `q[i]` holds bit i of 64 octets, so that one `&` works on all
/// of them.
///
/// The circuit is that of J. Boyar and R. Peralta, "A new combinational logic minimization technique with
/// applications to cryptology" (SEA 2010): 32 AND and 83 XOR or XNOR gates, found by a search. Inversion in GF(2⁸)
/// goes through a tower of fields: it takes one inversion in GF(2⁴) and some products there. The names of the
/// gates are the paper's, x₀ and s₀ being the *high* bits. That it is the S-box is shown by trying all 256
/// octets (`AesSboxTest`).
///
/// Camellia and ARIA use the same inversion with other affine maps, and so this circuit.
final class AesSbox {
    private AesSbox() {}

    /// Replaces each of the 64 octets by its S-box value. A kernel: one straight line, so that all of it stays in
    /// registers. Time is constant.
    static void substitute(long[] q) {
        long x0 = q[7];
        long x1 = q[6];
        long x2 = q[5];
        long x3 = q[4];
        long x4 = q[3];
        long x5 = q[2];
        long x6 = q[1];
        long x7 = q[0];

        // The top layer, linear: the input, and its sums, as coordinates of a tower of fields GF(((2²)²)²).
        long y14 = x3 ^ x5;
        long y13 = x0 ^ x6;
        long y9 = x0 ^ x3;
        long y8 = x0 ^ x5;
        long t0 = x1 ^ x2;
        long y1 = t0 ^ x7;
        long y4 = y1 ^ x3;
        long y12 = y13 ^ y14;
        long y2 = y1 ^ x0;
        long y5 = y1 ^ x6;
        long y3 = y5 ^ y8;
        long t1 = x4 ^ y12;
        long y15 = t1 ^ x5;
        long y20 = t1 ^ x1;
        long y6 = y15 ^ x7;
        long y10 = y15 ^ t0;
        long y11 = y20 ^ y9;
        long y7 = x7 ^ y11;
        long y17 = y10 ^ y11;
        long y19 = y10 ^ y8;
        long y16 = t0 ^ y11;
        long y21 = y13 ^ y16;
        long y18 = x0 ^ y16;

        // The middle layer: from an element of GF(2⁸) the element of GF(2⁴) to invert …
        long t2 = y12 & y15;
        long t3 = y3 & y6;
        long t4 = t3 ^ t2;
        long t5 = y4 & x7;
        long t6 = t5 ^ t2;
        long t7 = y13 & y16;
        long t8 = y5 & y1;
        long t9 = t8 ^ t7;
        long t10 = y2 & y7;
        long t11 = t10 ^ t7;
        long t12 = y9 & y11;
        long t13 = y14 & y17;
        long t14 = t13 ^ t12;
        long t15 = y8 & y10;
        long t16 = t15 ^ t12;
        long t17 = t4 ^ t14;
        long t18 = t6 ^ t16;
        long t19 = t9 ^ t14;
        long t20 = t11 ^ t16;
        long t21 = t17 ^ y20;
        long t22 = t18 ^ y19;
        long t23 = t19 ^ y21;
        long t24 = t20 ^ y18;

        // … its inversion …
        long t25 = t21 ^ t22;
        long t26 = t21 & t23;
        long t27 = t24 ^ t26;
        long t28 = t25 & t27;
        long t29 = t28 ^ t22;
        long t30 = t23 ^ t24;
        long t31 = t22 ^ t26;
        long t32 = t31 & t30;
        long t33 = t32 ^ t24;
        long t34 = t23 ^ t33;
        long t35 = t27 ^ t33;
        long t36 = t24 & t35;
        long t37 = t36 ^ t34;
        long t38 = t27 ^ t36;
        long t39 = t29 & t38;
        long t40 = t25 ^ t39;
        long t41 = t40 ^ t37;
        long t42 = t29 ^ t33;
        long t43 = t29 ^ t40;
        long t44 = t33 ^ t37;
        long t45 = t42 ^ t41;

        // … and the products that give the inverse in GF(2⁸).
        long z0 = t44 & y15;
        long z1 = t37 & y6;
        long z2 = t33 & x7;
        long z3 = t43 & y16;
        long z4 = t40 & y1;
        long z5 = t29 & y7;
        long z6 = t42 & y11;
        long z7 = t45 & y17;
        long z8 = t41 & y10;
        long z9 = t44 & y12;
        long z10 = t37 & y3;
        long z11 = t33 & y4;
        long z12 = t43 & y13;
        long z13 = t40 & y5;
        long z14 = t29 & y2;
        long z15 = t42 & y9;
        long z16 = t45 & y14;
        long z17 = t41 & y8;

        // The bottom layer, linear: back from the tower, and the affine map with its constant 0x63 (the complements).
        long t46 = z15 ^ z16;
        long t47 = z10 ^ z11;
        long t48 = z5 ^ z13;
        long t49 = z9 ^ z10;
        long t50 = z2 ^ z12;
        long t51 = z2 ^ z5;
        long t52 = z7 ^ z8;
        long t53 = z0 ^ z3;
        long t54 = z6 ^ z7;
        long t55 = z16 ^ z17;
        long t56 = z12 ^ t48;
        long t57 = t50 ^ t53;
        long t58 = z4 ^ t46;
        long t59 = z3 ^ t54;
        long t60 = t46 ^ t57;
        long t61 = z14 ^ t57;
        long t62 = t52 ^ t58;
        long t63 = t49 ^ t58;
        long t64 = z4 ^ t59;
        long t65 = t61 ^ t62;
        long t66 = z1 ^ t63;
        long s3 = t53 ^ t66;
        long t67 = t64 ^ t65;

        q[7] = t59 ^ t63;
        q[6] = t64 ^ ~s3;
        q[5] = t55 ^ ~t67;
        q[4] = s3;
        q[3] = t51 ^ t66;
        q[2] = t47 ^ t65;
        q[1] = t56 ^ ~t62;
        q[0] = t48 ^ ~t60;
    }

    /// Replaces each of the 64 octets by the one whose S-box value it is. Time is constant.
    ///
    /// With the inversion I and S = A·I + 0x63: I = A⁻¹·(S + 0x63), and therefore, I being its own inverse,
    /// S⁻¹(y) = I(A⁻¹(y + 0x63)) = A⁻¹(S(A⁻¹(y + 0x63)) + 0x63).
    static void substituteInverse(long[] q) {
        undoAffineMap(q);
        substitute(q);
        undoAffineMap(q);
    }

    /// x = A⁻¹·(y + 0x63): xᵢ = yᵢ₊₂ + yᵢ₊₅ + yᵢ₊₇ of the complemented y (FIPS 197 §5.3.2),
    /// indices modulo 8.
    static void undoAffineMap(long[] q) {
        long y0 = ~q[0];
        long y1 = ~q[1];
        long y2 = q[2];
        long y3 = q[3];
        long y4 = q[4];
        long y5 = ~q[5];
        long y6 = ~q[6];
        long y7 = q[7];
        q[0] = y2 ^ y5 ^ y7;
        q[1] = y3 ^ y6 ^ y0;
        q[2] = y4 ^ y7 ^ y1;
        q[3] = y5 ^ y0 ^ y2;
        q[4] = y6 ^ y1 ^ y3;
        q[5] = y7 ^ y2 ^ y4;
        q[6] = y0 ^ y3 ^ y5;
        q[7] = y1 ^ y4 ^ y6;
    }
}
