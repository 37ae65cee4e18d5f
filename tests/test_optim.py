"""Muon alone, and shared among workers: two of them take the same step as one."""

from __future__ import annotations

from threading import Barrier, Thread

import torch
from torch import nn

from training.optim import Muon, orthogonal
from training.workers import Workers


class Threads(Workers):
    """Workers that are threads of one process."""

    def __init__(self, rank: int, meeting: Barrier, board: dict[int, list[torch.Tensor]]) -> None:
        self.count, self.rank, self.meeting, self.board = meeting.parties, rank, meeting, board

    def sum(self, tensors: list[torch.Tensor]) -> None:
        self.board[self.rank] = [tensor.clone() for tensor in tensors]
        self.meeting.wait()
        for tensor, one, other in zip(tensors, self.board[0], self.board[1], strict=True):
            tensor.copy_(one + other)
        self.meeting.wait()  # nobody writes while the other reads


def matrices() -> list[torch.Tensor]:
    torch.manual_seed(3)
    found = [nn.Parameter(torch.randn(shape)) for shape in ((6, 4), (4, 6), (5, 5))]
    for matrix in found:
        matrix.grad = torch.randn_like(matrix)
    return [*found]


def stepped(parameters: list[torch.Tensor], workers: Workers | None, steps: int = 3) -> list[torch.Tensor]:
    muon = Muon(parameters, lr=0.1, dtype=torch.float32)
    for _ in range(steps):
        muon.step(workers=workers)
    return [parameter.detach() for parameter in parameters]


def test_workers_that_share_the_matrices_take_the_step_of_one() -> None:
    alone = stepped(matrices(), None)
    meeting, board = Barrier(2, timeout=60), dict[int, list[torch.Tensor]]()
    models = [matrices(), matrices()]
    threads = [Thread(target=stepped, args=(model, Threads(rank, meeting, board))) for rank, model in enumerate(models)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    for model in models:
        for parameter, wanted in zip(model, alone, strict=True):
            torch.testing.assert_close(parameter.detach(), wanted)


def test_the_update_is_nearly_orthogonal() -> None:
    torch.manual_seed(5)
    for shape in ((8, 32), (32, 8), (16, 16)):
        near = orthogonal(torch.randn(shape))
        assert near.shape == shape
        assert torch.linalg.svdvals(near).sub(1).abs().max() < 0.5
